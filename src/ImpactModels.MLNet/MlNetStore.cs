using System.IO.Compression;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>ML.NET's own bytes of a model: a zip archive. Its entries get a fixed time, so that the same model has the same bytes whenever it was trained.</summary>
internal static class MlNetStore
{
    /// <summary>The first time that a zip entry can have.</summary>
    private static readonly DateTimeOffset epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static byte[] Save(MLContext context, ITransformer model, DataViewSchema schema)
    {
        using var saved = new MemoryStream();
        context.Model.Save(model, schema, saved);
        saved.Position = 0;
        using var fixedTimes = new MemoryStream();
        using (var from = new ZipArchive(saved, ZipArchiveMode.Read))
        using (var to = new ZipArchive(fixedTimes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (ZipArchiveEntry entry in from.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
                Copy(entry, to);
        }

        return fixedTimes.ToArray();
    }

    /// <exception cref="InvalidDataException">Not a model of this kind.</exception>
    public static T Load<T>(byte[] bytes) where T : class
    {
        try
        {
            using var stream = new MemoryStream(bytes);
            ITransformer model = new MLContext().Model.Load(stream, out _);
            return (model as ISingleFeaturePredictionTransformer<object>)?.Model as T ?? throw new InvalidDataException("The bytes hold an ML.NET model of another kind.");
        }
        catch (Exception cause) when (cause is FormatException or InvalidOperationException or ArgumentException or IOException or IndexOutOfRangeException or OverflowException)
        {
            throw new InvalidDataException("ML.NET cannot read its part of the model.", cause);
        }
    }

    private static void Copy(ZipArchiveEntry entry, ZipArchive to)
    {
        ZipArchiveEntry copy = to.CreateEntry(entry.FullName);
        copy.LastWriteTime = epoch;
        using Stream source = entry.Open();
        using Stream target = copy.Open();
        source.CopyTo(target);
    }
}
