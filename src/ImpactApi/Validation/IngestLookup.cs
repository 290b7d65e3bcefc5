using System.ComponentModel;
using System.Globalization;
using ImpactService.ImpactApi.Contracts;
using ImpactService.ImpactModels.Market;
using Microsoft.AspNetCore.Mvc;

namespace ImpactService.ImpactApi.Validation;

/// <summary>Which stream a body belongs to, and what it brings.</summary>
internal sealed record IngestLookup(
    [property: FromQuery(Name = "stream"), Description("The client's name for the stream: 1 to 64 of A-Z a-z 0-9 . - _. Sequences rise within a stream.")] string? Stream,
    [property: FromQuery(Name = "after"), Description("Where sequences have gaps: the sequence before the first row of the body, at most the stream's lastSequence. Without it the first new row has to be lastSequence + 1.")] string? After,
    [property: FromQuery(Name = "session"), Description("Trading hours of instruments that are new to the store, such as 24h or 09:30-16:00 America/New_York. Without it rows of unknown instruments are rejected.")] string? Session,
    [property: FromQuery(Name = "currency"), Description("Currency of instruments that are new to the store; USD without it.")] string? Currency)
    : IRequestPart
{
    private const string SessionRule = "24h, or opening and closing time with an IANA time zone such as 09:30-16:00 America/New_York";

    private const string CurrencyRule = "a code of 2 to 10 letters or digits";

    public long? AfterSequence => After is null ? null : long.Parse(After, CultureInfo.InvariantCulture);

    public TradingCalendar? Calendar => Session is null ? null : TradingCalendar.Parse(Session);

    public Refusal? Check(IServiceProvider services) => Fault();

    /// <summary>Why these cannot be what they must; null when they can.</summary>
    public Refusal? Fault() => LookupFaults.Refuse(
        LookupFaults.Unless(StreamNames.IsName(Stream), "/query/stream", Stream, StreamNames.Rule),
        LookupFaults.Unless(After is null || IsSequence(After), "/query/after", After, "a whole number from 0 to 10^18 − 1"),
        LookupFaults.Unless(Session is null || IsSession(Session), "/query/session", Session, SessionRule),
        LookupFaults.Unless(Currency is null || (Currency.Length is >= 2 and <= 10 && Currency.All(char.IsAsciiLetterOrDigit)), "/query/currency", Currency, CurrencyRule));

    private static bool IsSession(string text)
    {
        try
        {
            return TradingCalendar.Parse(text) is not null;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private static bool IsSequence(string text) => text.Length is >= 1 and <= 18 && text.All(char.IsAsciiDigit);
}

/// <summary>Which stream.</summary>
internal sealed record StreamLookup([property: FromRoute(Name = "stream"), Description("The client's name for the stream.")] string Stream) : IRequestPart
{
    public Refusal? Check(IServiceProvider services) => LookupFaults.Refuse(LookupFaults.Unless(StreamNames.IsName(Stream), "/path/stream", Stream, StreamNames.Rule));
}

internal static class StreamNames
{
    public const string Rule = "1 to 64 of A-Z a-z 0-9 . - _";

    public static bool IsName(string? text) => text is { Length: >= 1 and <= 64 } && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' or '_');
}
