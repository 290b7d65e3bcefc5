using ImpactService.ImpactModels.Numerics;

namespace ImpactService.ImpactModels.Learners;

/// <summary>The bytes of a network model, read back bit for bit and checked.</summary>
internal static class NetworkFormat
{
    private const int Version = 1;

    /// <summary>Activations lie on the stack in inference: the free units and the size group's.</summary>
    private const int MostOutputs = 2 * NetworkOptions.MostUnits;

    public static void Write(BinaryWriter writer, DesignColumns columns, NetworkScale scale, Network[] members)
    {
        writer.Write(Version);
        columns.Write(writer);
        ArrayBytes.Write(writer, scale.Start);
        writer.Write(scale.Spread);
        writer.Write(members.Length);
        foreach (NetworkLayer layer in members.SelectMany(member => new[] { member.First, member.Second, member.Last }))
        {
            writer.Write(layer.Inputs);
            writer.Write(layer.Outputs);
            ArrayBytes.Write(writer, layer.Weights);
            ArrayBytes.Write(writer, layer.Biases);
        }
    }

    /// <exception cref="InvalidDataException">Not a network model.</exception>
    public static NetworkModel Read(BinaryReader reader)
    {
        int version = reader.ReadInt32();
        ArrayBytes.Require(version == Version, $"Network format {version} is not known; this build reads {Version}.");
        DesignColumns columns = DesignColumns.Read(reader);
        var scale = new NetworkScale(ArrayBytes.Read<float>(reader), reader.ReadDouble());
        ArrayBytes.Require(scale.Start.Length == QuantileLevels.Count && scale.Start.All(float.IsFinite) && scale.Spread > 0 && double.IsFinite(scale.Spread), "The network starts from an impossible curve.");
        int count = reader.ReadInt32();
        ArrayBytes.Require(count is >= 1 and <= NetworkOptions.MostMembers, $"A model of {count} networks is not possible.");
        var members = new Network[count];
        for (int i = 0; i < count; i++)
            members[i] = ReadNetwork(reader, columns.Count);
        ArrayBytes.Require(members.All(member => member.First.Outputs == members[0].First.Outputs && member.Second.Outputs == members[0].Second.Outputs), "The networks of the model have different shapes.");
        return new NetworkModel(columns, scale, members);
    }

    private static Network ReadNetwork(BinaryReader reader, int columns)
    {
        NetworkLayer first = ReadLayer(reader, columns);
        NetworkLayer second = ReadLayer(reader, first.Outputs);
        NetworkLayer last = ReadLayer(reader, second.Outputs);
        ArrayBytes.Require(last.Outputs == LaneKernel.Padded(QuantileLevels.Count), "The network does not end in 17 levels.");
        return new Network(first, second, last);
    }

    private static NetworkLayer ReadLayer(BinaryReader reader, int inputs)
    {
        int read = reader.ReadInt32();
        int outputs = reader.ReadInt32();
        ArrayBytes.Require(read == inputs && outputs is > 0 and <= MostOutputs && outputs % LaneKernel.Lanes == 0, "The layers of the network do not fit together.");
        float[] weights = ArrayBytes.Read<float>(reader);
        float[] biases = ArrayBytes.Read<float>(reader);
        ArrayBytes.Require(weights.Length == inputs * outputs && biases.Length == outputs && weights.Concat(biases).All(float.IsFinite), "A layer of the network has impossible weights.");
        // Signs matter in training only; the format keeps none.
        return new NetworkLayer(inputs, outputs, weights, biases, []);
    }
}
