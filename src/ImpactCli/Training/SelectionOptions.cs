using System.Collections.Immutable;
using System.CommandLine;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactCli.Training;

/// <summary>The options that choose training orders and folds, shared by the commands that make them.</summary>
internal static class SelectionOptions
{
    public static readonly Option<string> Kinds = new("--kinds")
    {
        HelpName = "LIST",
        DefaultValueFactory = _ => KindNames.All,
        Description = "Kinds of training order: probe (spread, timing, fills), metaorder (size, from public trades), own (your imported parent orders).",
    };

    public static readonly Option<string?> Instruments = new("--instruments") { HelpName = "A,B", Description = "Instruments to learn from. Default: all of the store." };

    public static readonly Option<string?> TrainUntil = Boundary("--train-until", "End of the training fold");

    public static readonly Option<string?> CalibrateUntil = Boundary("--calibrate-until", "End of the calibration fold");

    public static readonly Option<string?> TestUntil = Boundary("--test-until", "End of the test fold");

    public static readonly Option<ulong> Seed = new("--seed") { HelpName = "N", DefaultValueFactory = _ => 1UL, Description = "Seed of every draw: the same store, options and seed give the same model." };

    public static readonly Option<int> MaximumOrders = CreateMaximumOrders();

    public static IEnumerable<Option> All => [Kinds, Instruments, TrainUntil, CalibrateUntil, TestUntil, Seed, MaximumOrders];

    /// <exception cref="CommandException">A value is not valid; the message names the option.</exception>
    public static TrainingSelection Read(ParseResult parsed)
    {
        return new TrainingSelection(
            KindNames.ParseList(Split(parsed.GetRequiredValue(Kinds))),
            ReadSymbols(parsed),
            ReadTime(parsed, TrainUntil),
            ReadTime(parsed, CalibrateUntil),
            ReadTime(parsed, TestUntil),
            parsed.GetValue(Seed),
            parsed.GetValue(MaximumOrders));
    }

    /// <summary>Null: all of the store.</summary>
    /// <exception cref="CommandException">The list is empty.</exception>
    public static ImmutableArray<string>? ReadSymbols(ParseResult parsed)
    {
        if (parsed.GetValue(Instruments) is not { } list)
            return null;
        ImmutableArray<string> symbols = Split(list);
        return symbols.IsEmpty ? throw new CommandException("--instruments is empty", ExitCodes.Usage) : symbols;
    }

    private static ImmutableArray<string> Split(string list) => [.. list.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static Timestamp? ReadTime(ParseResult parsed, Option<string?> option) => parsed.GetValue(option) is { } text ? FoldTime.Parse(option.Name, text) : null;

    private static Option<string?> Boundary(string name, string description) => new(name)
    {
        HelpName = "T",
        Description = $"{description}: a date (that UTC day included) or an RFC 3339 time. Default: by share of sessions, 60 % train, 20 % calibrate, 20 % test.",
    };

    private static Option<int> CreateMaximumOrders()
    {
        Option<int> option = new("--max-orders")
        {
            HelpName = "N",
            DefaultValueFactory = _ => 150_000,
            Description = "About how many training orders to make, spread evenly over the sessions.",
        };
        OptionRule.Require<int>(option, value => value >= 1, "--max-orders is a number from 1");
        return option;
    }
}
