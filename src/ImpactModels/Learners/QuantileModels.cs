namespace ImpactService.ImpactModels.Learners;

/// <summary>Reads any model that a learner of this project wrote.</summary>
public static class QuantileModels
{
    /// <exception cref="InvalidDataException">The bytes are not a model, or were cut short or changed.</exception>
    public static IQuantileModel Read(BinaryReader reader)
    {
        try
        {
            string tag = reader.ReadString();
            return tag switch
            {
                BoostingModel.Tag => BoostingModel.Read(reader),
                _ => throw new InvalidDataException($"There is no kind of model called '{tag[..Math.Min(tag.Length, 40)]}'."),
            };
        }
        catch (Exception cause) when (cause is EndOfStreamException or FormatException or ArgumentException)
        {
            throw new InvalidDataException("The model ends too early or is not one.", cause);
        }
    }
}
