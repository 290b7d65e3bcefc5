using ImpactService.ImpactModels.Market;

namespace ImpactService.DataAccess.Stores;

/// <summary>
/// The evidence of one answer: what was asked, what was said (byte for byte), and everything that a replay needs to say it again. JSON is UTF-8.
/// </summary>
/// <param name="ModelHash">Null when no model was there and a law answered.</param>
/// <param name="Features">The whole vector, missing values NaN; kept bit for bit.</param>
public sealed record EstimateRecord(
    Guid Id,
    Timestamp Time,
    string? Tenant,
    byte[] RequestJson,
    byte[] AnswerJson,
    string? ModelHash,
    double[] Features,
    string? CalibrationState,
    byte[] DataTimesJson);
