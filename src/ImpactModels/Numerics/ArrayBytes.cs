using System.Runtime.InteropServices;

namespace ImpactService.ImpactModels.Numerics;

/// <summary>Arrays of plain values as bytes: their count, then the values. A damaged count runs into the end of the stream before it can ask for much memory.</summary>
internal static class ArrayBytes
{
    /// <summary>Values read at a time.</summary>
    private const int ReadAtATime = 1 << 16;

    public static void Write<T>(BinaryWriter writer, T[] values) where T : unmanaged
    {
        writer.Write(values.Length);
        writer.Write(MemoryMarshal.AsBytes(values.AsSpan()));
    }

    /// <exception cref="InvalidDataException">The count is negative.</exception>
    /// <exception cref="EndOfStreamException">There are fewer values than the count says.</exception>
    public static T[] Read<T>(BinaryReader reader) where T : unmanaged
    {
        int count = reader.ReadInt32();
        Require(count >= 0, $"The model has an array of {count} values.");
        var values = new T[Math.Min(count, ReadAtATime)];
        for (int done = 0; done < count; done += ReadAtATime)
        {
            int now = Math.Min(ReadAtATime, count - done);
            if (values.Length < done + now)
                Array.Resize(ref values, (int)Math.Min(count, 2L * values.Length));
            reader.BaseStream.ReadExactly(MemoryMarshal.AsBytes(values.AsSpan(done, now)));
        }

        return values;
    }

    /// <exception cref="InvalidDataException">It does not hold.</exception>
    public static void Require(bool holds, string message)
    {
        if (!holds)
            throw new InvalidDataException(message);
    }
}
