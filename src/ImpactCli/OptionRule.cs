using System.CommandLine;
using System.Globalization;

namespace ImpactService.ImpactCli;

/// <summary>What an option's number must be. Asking the parser for a value that is no number throws inside a validator, so the text is read here: what is no number is left to the parser, which says so in one line.</summary>
internal static class OptionRule
{
    /// <typeparam name="T">Of the option's value, without a question mark.</typeparam>
    /// <param name="message">What the value should have been; names the option.</param>
    public static void Require<T>(Option option, Func<T, bool> holds, string message)
        where T : struct, IParsable<T> => option.Validators.Add(result =>
    {
        if (result.Tokens is [var token] && T.TryParse(token.Value, CultureInfo.InvariantCulture, out T value) && !holds(value))
            result.AddError(message);
    });
}
