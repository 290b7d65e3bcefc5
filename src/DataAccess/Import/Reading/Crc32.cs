namespace ImpactService.DataAccess.Import.Reading;

/// <summary>CRC-32 of ISO 3309 (polynomial 0xEDB88320), eight bytes a step. .NET reads zip entries without checking it, so a damaged archive would pass for data.</summary>
internal sealed class Crc32
{
    private const int Slices = 8;

    private static readonly uint[][] tables = CreateTables();

    private uint state = uint.MaxValue;

    public uint Value => ~state;

    public void Append(ReadOnlySpan<byte> bytes)
    {
        uint crc = state;
        while (bytes.Length >= Slices)
        {
            uint low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            uint high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = tables[7][low & 0xFF] ^ tables[6][(low >> 8) & 0xFF] ^ tables[5][(low >> 16) & 0xFF] ^ tables[4][low >> 24]
                ^ tables[3][high & 0xFF] ^ tables[2][(high >> 8) & 0xFF] ^ tables[1][(high >> 16) & 0xFF] ^ tables[0][high >> 24];
            bytes = bytes[Slices..];
        }

        foreach (byte b in bytes)
            crc = tables[0][(crc ^ b) & 0xFF] ^ (crc >> 8);
        state = crc;
    }

    private static uint[][] CreateTables()
    {
        var result = new uint[Slices][];
        for (int slice = 0; slice < Slices; slice++)
        {
            result[slice] = new uint[256];
            for (uint i = 0; i < 256; i++)
                result[slice][i] = slice == 0 ? OneByte(i) : result[0][result[slice - 1][i] & 0xFF] ^ (result[slice - 1][i] >> 8);
        }

        return result;
    }

    private static uint OneByte(uint value)
    {
        for (int bit = 0; bit < 8; bit++)
            value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
        return value;
    }
}
