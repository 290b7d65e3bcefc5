namespace ImpactService.ImpactModels.MLNet;

/// <summary>A row as ML.NET reads it; names are columns.</summary>
internal sealed class MlNetRow
{
    public float[] Features { get; set; } = [];

    public float Label { get; set; }

    public float Weight { get; set; }
}
