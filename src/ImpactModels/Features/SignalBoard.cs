using System.Collections.Immutable;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.Features;

/// <summary>
/// The latest value of each external signal of a schema. Signals describe the world, not a session: they count at any hour and stay in force until replaced,
/// so a value published overnight is known at the open. An older value that arrives late replaces nothing.
/// </summary>
internal sealed class SignalBoard
{
    private readonly ImmutableArray<string> keys;
    private readonly double[] values;
    private readonly Timestamp[] times;

    public SignalBoard(ImmutableArray<string> keys)
    {
        this.keys = keys;
        values = new double[keys.Length];
        times = new Timestamp[keys.Length];
        values.AsSpan().Fill(double.NaN);
        times.AsSpan().Fill(Timestamp.MinValue);
    }

    /// <summary>[keys] NaN until a value is seen.</summary>
    public ReadOnlySpan<double> Values => values;

    /// <summary>Signals outside the schema are passed over.</summary>
    public void OnSignal(Timestamp eventTime, SignalValue signal)
    {
        for (int i = 0; i < keys.Length; i++)
        {
            if (eventTime >= times[i] && IsKey(keys[i], signal))
                (times[i], values[i]) = (eventTime, double.IsFinite(signal.Value) ? signal.Value : double.NaN);
        }
    }

    /// <summary>Compares with "source/name" without building the text.</summary>
    private static bool IsKey(string key, SignalValue signal) =>
        key.Length == signal.Source.Length + 1 + signal.Name.Length
        && key[signal.Source.Length] == '/'
        && key.StartsWith(signal.Source, StringComparison.Ordinal)
        && key.EndsWith(signal.Name, StringComparison.Ordinal);
}
