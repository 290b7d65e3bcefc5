using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Spooling;

/// <summary>The payload of before there were blocks: one record. Read only, so that what an old process could not bring to the store gets there after an upgrade.</summary>
internal static class SpoolEntryV1
{
    /// <returns>A block of one, with the record's id for its own: read again, it is the same block.</returns>
    public static EstimateBlock Decode(BinaryReader reader)
    {
        Guid id = SpoolEntry.ReadId(reader);
        Timestamp time = new(reader.ReadInt64());
        string? tenant = SpoolEntry.ReadText(reader);
        byte[] request = ReadBytes(reader), answer = ReadBytes(reader);
        string? model = SpoolEntry.ReadText(reader);
        double[] features = new double[reader.ReadInt32()];
        for (int i = 0; i < features.Length; i++)
            features[i] = reader.ReadDouble();
        EstimateRecord record = new(id, time, tenant, request, answer, model, features, SpoolEntry.ReadText(reader), ReadBytes(reader));
        return new EstimateBlock(id, [new EstimateRow(id, time, tenant, model)], BlockContent.Write([record]));
    }

    private static byte[] ReadBytes(BinaryReader reader) => reader.ReadBytes(reader.Read7BitEncodedInt());
}
