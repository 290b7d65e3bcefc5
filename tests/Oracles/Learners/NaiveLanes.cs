namespace ImpactService.Tests.Oracles.Learners;

/// <summary>Matrix products in plain loops and double precision.</summary>
public static class NaiveLanes
{
    public static double[] Product(float[] inputs, float[] matrix, float[] outputs) =>
        [.. outputs.Select((output, j) => output + inputs.Select((input, i) => (double)input * matrix[i * outputs.Length + j]).Sum())];

    public static double[] Outer(float[] inputs, float[] outputs, float[] matrix) =>
        [.. matrix.Select((value, at) => value + (double)inputs[at / outputs.Length] * outputs[at % outputs.Length])];

    public static double[] TransposedProduct(float[] matrix, float[] outputs, int inputs) =>
        [.. Enumerable.Range(0, inputs).Select(i => outputs.Select((output, j) => (double)output * matrix[i * outputs.Length + j]).Sum())];
}
