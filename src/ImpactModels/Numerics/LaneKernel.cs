using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ImpactService.ImpactModels.Numerics;

/// <summary>
/// Products of one row with a small matrix whose columns lie in lanes of eight: [inputs × outputs], row-major, outputs a multiple of eight. Each output is summed over the inputs in order,
/// without fused operations, so that every machine gives the same bits.
/// </summary>
internal static class LaneKernel
{
    public const int Lanes = 8;

    /// <summary>The next multiple of eight.</summary>
    public static int Padded(int count) => (count + Lanes - 1) / Lanes * Lanes;

    /// <summary>outputs += inputs·matrix.</summary>
    public static void AddProduct(ReadOnlySpan<float> inputs, ReadOnlySpan<float> matrix, Span<float> outputs)
    {
        ref float from = ref MemoryMarshal.GetReference(matrix);
        ref float to = ref MemoryMarshal.GetReference(outputs);
        for (int lane = 0; lane < outputs.Length; lane += Lanes)
        {
            Vector256<float> sum = Vector256.LoadUnsafe(ref to, (nuint)lane);
            for (int input = 0; input < inputs.Length; input++)
                sum += Vector256.LoadUnsafe(ref from, (nuint)(input * outputs.Length + lane)) * inputs[input];
            sum.StoreUnsafe(ref to, (nuint)lane);
        }
    }

    /// <summary>matrix += inputs ⊗ outputs.</summary>
    public static void AddOuter(ReadOnlySpan<float> inputs, ReadOnlySpan<float> outputs, Span<float> matrix)
    {
        ref float from = ref MemoryMarshal.GetReference(outputs);
        ref float to = ref MemoryMarshal.GetReference(matrix);
        for (int input = 0; input < inputs.Length; input++)
        {
            for (int lane = 0; lane < outputs.Length; lane += Lanes)
            {
                nuint at = (nuint)(input * outputs.Length + lane);
                (Vector256.LoadUnsafe(ref to, at) + Vector256.LoadUnsafe(ref from, (nuint)lane) * inputs[input]).StoreUnsafe(ref to, at);
            }
        }
    }

    /// <summary>inputs = matrix·outputs.</summary>
    public static void TransposedProduct(ReadOnlySpan<float> matrix, ReadOnlySpan<float> outputs, Span<float> inputs)
    {
        ref float by = ref MemoryMarshal.GetReference(outputs);
        ref float from = ref MemoryMarshal.GetReference(matrix);
        for (int input = 0; input < inputs.Length; input++)
        {
            Vector256<float> sum = Vector256<float>.Zero;
            for (int lane = 0; lane < outputs.Length; lane += Lanes)
                sum += Vector256.LoadUnsafe(ref from, (nuint)(input * outputs.Length + lane)) * Vector256.LoadUnsafe(ref by, (nuint)lane);
            inputs[input] = sum[0] + sum[4] + (sum[1] + sum[5]) + (sum[2] + sum[6] + (sum[3] + sum[7]));
        }
    }
}
