using System.Globalization;

namespace ImpactService.ImpactCli.Sample;

/// <summary>A line per tenth of the way: generation and loading take well under a minute.</summary>
internal sealed class SampleProgressView(TextWriter output) : IProgress<SampleProgress>
{
    private int shownTenths = -1;

    public void Report(SampleProgress value)
    {
        int tenths = 10 * value.SessionsDone / value.SessionsTotal;
        lock (output)
        {
            if (tenths <= shownTenths)
                return;
            shownTenths = tenths;
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Sample market: {value.SessionsDone} of {value.SessionsTotal} sessions, {value.Rows:N0} rows"));
        }
    }
}
