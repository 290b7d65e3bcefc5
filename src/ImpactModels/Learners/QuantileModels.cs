namespace ImpactService.ImpactModels.Learners;

/// <summary>Reads any model that a learner of this project wrote.</summary>
public static class QuantileModels
{
    /// <exception cref="InvalidDataException">The bytes are not a model, were cut short or changed, or belong to a learner that this build does not have.</exception>
    public static IQuantileModel Read(BinaryReader reader)
    {
        try
        {
            return ReadTagged(reader);
        }
        catch (Exception cause) when (cause is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The model ends too early or is not one.", cause);
        }
    }

    private static IQuantileModel ReadTagged(BinaryReader reader)
    {
        string tag = reader.ReadString();
        return tag == EnsembleModel.Tag ? EnsembleModel.Read(reader, own => ReadSingle(own.ReadString(), own)) : ReadSingle(tag, reader);
    }

    private static IQuantileModel ReadSingle(string tag, BinaryReader reader) => tag switch
    {
        BoostingModel.Tag => BoostingModel.Read(reader),
        ForestModel.Tag => ForestModel.Read(reader),
        LinearModel.Tag => LinearModel.Read(reader),
        BayesianModel.Tag => BayesianModel.Read(reader),
        NetworkModel.Tag => NetworkModel.Read(reader),
        _ => LearnerPlugins.Find(tag) is { } plugin ? plugin.Read(reader) : throw new InvalidDataException(Unknown(tag)),
    };

    private static string Unknown(string tag) => tag.StartsWith(LearnerPlugins.MlNetPrefix, StringComparison.Ordinal)
        ? $"The model is of the kind '{Short(tag)}', which only a build with -p:WithMlNet=true reads."
        : $"There is no kind of model called '{Short(tag)}'.";

    private static string Short(string tag) => tag[..Math.Min(tag.Length, 40)];
}
