using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>Products of the linear problem's rows with coefficients of one level, in single precision within a row and a chunk, in double over chunks.</summary>
internal static class LinearProducts
{
    /// <summary>Rows whose sums are taken in single precision.</summary>
    private const int ChunkRows = 1024;

    /// <summary>Xβ</summary>
    /// <param name="problem">X.</param>
    /// <param name="coefficients">[columns + 1] β.</param>
    /// <param name="products">[rows]</param>
    public static void Of(LinearProblem problem, double[] coefficients, Span<float> products)
    {
        Span<float> padded = stackalloc float[problem.Stride];
        for (int i = 0; i < coefficients.Length; i++)
            padded[i] = (float)coefficients[i];
        for (int row = 0; row < products.Length; row++)
            products[row] = Dot(problem.Row(row), padded);
    }

    /// <param name="problem">X and its weights.</param>
    /// <param name="loss">ℓ.</param>
    /// <param name="left">[rows] z.</param>
    /// <param name="gradient">[columns + 1] receives Σ w ℓ′(z) x.</param>
    /// <param name="curvature">[(columns + 1)²] receives Σ w ℓ″(z) x x′.</param>
    public static void Derivatives(LinearProblem problem, SmoothedPinball loss, ReadOnlySpan<float> left, double[] gradient, double[] curvature)
    {
        int size = problem.Columns + 1;
        float[] slopes = new float[problem.Stride];
        float[] outer = new float[size * problem.Stride];
        Array.Clear(gradient);
        Array.Clear(curvature);
        for (int from = 0; from < left.Length; from += ChunkRows)
        {
            Array.Clear(slopes);
            Array.Clear(outer);
            for (int row = from; row < Math.Min(left.Length, from + ChunkRows); row++)
                AddRow(problem.Row(row), size, problem.Weights[row], loss, left[row], slopes, outer);
            for (int i = 0; i < size; i++)
            {
                gradient[i] += slopes[i];
                for (int j = 0; j < size; j++)
                    curvature[i * size + j] += outer[i * problem.Stride + j];
            }
        }
    }

    /// <summary>X′WX: [(columns + 1)²].</summary>
    public static double[] Gram(LinearProblem problem)
    {
        double[] gram = new double[(problem.Columns + 1) * (problem.Columns + 1)];
        // At zero a loss of half width ½ has curvature 1.
        Derivatives(problem, new SmoothedPinball(0.5, 0.5), new float[problem.RowCount], new double[problem.Columns + 1], gram);
        return gram;
    }

    private static void AddRow(ReadOnlySpan<float> row, int size, double weight, SmoothedPinball loss, float left, float[] slopes, float[] outer)
    {
        LaneKernel.AddOuter([(float)(weight * loss.Slope(left))], row, slopes);
        if (!loss.IsCurved(left))
            return;
        Span<float> weighted = stackalloc float[size];
        float curvature = (float)(weight * loss.Curvature);
        for (int i = 0; i < size; i++)
            weighted[i] = curvature * row[i];
        LaneKernel.AddOuter(weighted, row, outer);
    }

    private static float Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        ref float of = ref MemoryMarshal.GetReference(left);
        ref float by = ref MemoryMarshal.GetReference(right);
        Vector256<float> sum = Vector256<float>.Zero;
        for (int lane = 0; lane < left.Length; lane += LaneKernel.Lanes)
            sum += Vector256.LoadUnsafe(ref of, (nuint)lane) * Vector256.LoadUnsafe(ref by, (nuint)lane);
        return sum[0] + sum[4] + (sum[1] + sum[5]) + (sum[2] + sum[6] + (sum[3] + sum[7]));
    }
}
