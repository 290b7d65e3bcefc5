using System.Collections.Immutable;

namespace ImpactService.ImpactModels.Laws;

/// <summary>All laws by key: their published defaults, and their bytes.</summary>
public static class ImpactLaws
{
    public static ImmutableArray<LawKind> Kinds { get; } = [.. Enum.GetValues<LawKind>()];

    /// <summary>The law with its published parameters.</summary>
    public static IImpactLaw Published(LawKind kind) => kind switch
    {
        LawKind.Constant => new ConstantLaw(),
        LawKind.SquareRoot => new SquareRootLaw(),
        LawKind.Almgren => new AlmgrenLaw(),
        LawKind.IStar => new IStarLaw(),
        LawKind.Propagator => new PropagatorLaw(),
        LawKind.Power => new PowerLaw(),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a law."),
    };

    public static string Key(LawKind kind) => Published(kind).Name;

    /// <summary>The key, then the parameters.</summary>
    public static void Write(BinaryWriter writer, IImpactLaw law)
    {
        writer.Write(law.Name);
        law.Write(writer);
    }

    /// <exception cref="InvalidDataException">The bytes do not start with a law's key.</exception>
    public static IImpactLaw Read(BinaryReader reader) => reader.ReadString() switch
    {
        ConstantLaw.Key => ConstantLaw.Read(reader),
        SquareRootLaw.Key => SquareRootLaw.Read(reader),
        AlmgrenLaw.Key => AlmgrenLaw.Read(reader),
        IStarLaw.Key => IStarLaw.Read(reader),
        PropagatorLaw.Key => PropagatorLaw.Read(reader),
        PowerLaw.Key => PowerLaw.Read(reader),
        string key => throw new InvalidDataException($"'{key}' is not the key of a law."),
    };
}
