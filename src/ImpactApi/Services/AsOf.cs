using ImpactService.ImpactApi.Validation;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

internal enum AsOfKind
{
    /// <summary>The clock of this service.</summary>
    Now,

    /// <summary>The instrument's last event inside its trading hours.</summary>
    Latest,

    /// <summary>A time that was given.</summary>
    Time,
}

/// <summary>The moment that a question is about.</summary>
internal readonly record struct AsOf(AsOfKind Kind, Timestamp Time)
{
    /// <param name="text">Valid: RFC 3339, "latest" or null.</param>
    public static AsOf Parse(string? text) => text switch
    {
        null => new AsOf(AsOfKind.Now, default),
        WireTime.Latest => new AsOf(AsOfKind.Latest, default),
        _ => new AsOf(AsOfKind.Time, WireTime.TryParse(text, out Timestamp time) ? time : throw new FormatException($"'{text}' has not been validated")),
    };

    public static AsOf At(Timestamp time) => new(AsOfKind.Time, time);
}
