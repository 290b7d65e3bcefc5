using System.Text.Json;
using System.Text.Json.Serialization;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Estimation;

/// <summary>
/// What a reader should know of a model before trusting it: what it saw, how it was judged and whether it passed. Travels inside the artifact, so it is part of the hash.
/// </summary>
public sealed record ModelCard
{
    public required string Learner { get; init; }

    /// <summary>probe, metaorder, own: those that were asked for.</summary>
    public required IReadOnlyList<string> Kinds { get; init; }

    public required IReadOnlyList<string> Symbols { get; init; }

    public required ulong Seed { get; init; }

    public required FoldSpan Train { get; init; }

    public required FoldSpan Calibrate { get; init; }

    public required FoldSpan Test { get; init; }

    /// <summary>Key of the law that the learner starts from and falls back to, chosen on purged inner folds.</summary>
    public string Prior { get; init; } = "";

    /// <summary>How far the learned part was trusted over the law, 0 (law alone) to 1, at <see cref="LearnedTrust.KnotSeconds"/>; chosen on purged inner folds.</summary>
    public IReadOnlyList<double> SlippageTrust { get; init; } = [];

    public IReadOnlyList<double> PriceShiftTrust { get; init; } = [];

    /// <summary>Number of synthetic traders that the metaorders were rebuilt with, by symbol.</summary>
    public IReadOnlyDictionary<string, int> TraderCounts { get; init; } = new Dictionary<string, int>();

    /// <summary>With kinds, symbols, seed, trader counts and fold boundaries: what it takes to make the same training orders again. Null in a card of orders that no store holds.</summary>
    public OrderRecipe? Orders { get; init; }

    public PromotionScores? Scores { get; init; }

    public IReadOnlyList<string> Warnings { get; init; } = [];

    public string ToJson() => JsonSerializer.Serialize(this, ModelCardJson.Default.ModelCard);

    /// <exception cref="JsonException">The text is not a card.</exception>
    public static ModelCard FromJson(string json) => JsonSerializer.Deserialize(json, ModelCardJson.Default.ModelCard)
        ?? throw new JsonException("the model card is empty");
}

/// <summary>A fold as it was used: [From, Until) by label span.</summary>
public sealed record FoldSpan(DateTimeOffset? From, DateTimeOffset? Until, int Orders, int Days)
{
    public static FoldSpan Of(Timestamp? from, Timestamp until, int orders, int days) => new(from?.ToDateTimeOffset(), until.ToDateTimeOffset(), orders, days);
}

/// <summary>How many orders were drawn from each session, and the sessions that they came from, both ends included.</summary>
public sealed record OrderRecipe(int ProbesPerSession, int MetaordersPerSession, DateOnly From, DateOnly To);

/// <summary>The figures that decide promotion, all on the test fold, which is touched once per model.</summary>
/// <param name="CrpsBps">Mean CRPS of slippage of the model.</param>
/// <param name="BestLaw">The law with the lowest CRPS on the same orders, fitted on the same training orders.</param>
/// <param name="SkillOverBestLaw">1 − CRPS/CRPS of the best law; with a day-block bootstrap interval at 95 %, null bounds when the days are too few for one.</param>
/// <param name="Coverage90">Share of test orders inside the central 90 % interval, one on an atom of its forecast counted in parts.</param>
public sealed record PromotionScores(
    double CrpsBps,
    string BestLaw,
    double BestLawCrpsBps,
    double SkillOverBestLaw,
    double? SkillLower,
    double? SkillUpper,
    double Coverage90,
    int TestOrders,
    int TestDays)
{
    /// <summary>A model may miss the nominal 90 % by two points and still be promoted; bounds inclusive, written out because 0.92 − 0.9 is more than 0.02 in doubles.</summary>
    public const double LowestCoverage90 = 0.88;
    public const double HighestCoverage90 = 0.92;

    /// <summary>Nominal and actual coverage of the central intervals on the same orders: for the picture, they decide nothing.</summary>
    public IReadOnlyList<CoverageScore> Coverage { get; init; } = [];

    /// <summary>Counts of the randomised PIT in equal bins of [0, 1].</summary>
    public IReadOnlyList<long> PitCounts { get; init; } = [];

    public bool BeatsBestLaw => CrpsBps < BestLawCrpsBps;

    public bool Covers => Coverage90 is >= LowestCoverage90 and <= HighestCoverage90;

    public bool Passes => BeatsBestLaw && Covers;

    public string ToJson() => JsonSerializer.Serialize(this, ModelCardJson.Default.PromotionScores);
}

/// <summary>Share of outcomes inside a central interval.</summary>
public sealed record CoverageScore(double Nominal, double Actual);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ModelCard))]
[JsonSerializable(typeof(PromotionScores))]
internal sealed partial class ModelCardJson : JsonSerializerContext;
