using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace ImpactService.Tests.ImpactApi.Soak;

/// <summary>A feed handler that sends quotes and trades of one instrument in small bodies, at a fixed rate.</summary>
internal sealed class RowFeed(HttpClient client, int bodiesPerSecond)
{
    public const int RowsPerBody = 100;

    private static readonly DateTimeOffset first = new(2025, 10, 31, 0, 0, 0, TimeSpan.Zero);

    private long sequence;

    public long Accepted { get; private set; }

    public List<string> Errors { get; } = [];

    public async Task RunAsync(CancellationToken end)
    {
        using PeriodicTimer timer = new(TimeSpan.FromSeconds(1.0 / bodiesPerSecond));
        do
            await SendAsync();
        while (!end.IsCancellationRequested && await timer.WaitForNextTickAsync(CancellationToken.None));
    }

    private async Task SendAsync()
    {
        using StringContent content = new(Body(), Encoding.UTF8, new MediaTypeHeaderValue("text/csv"));
        using HttpResponseMessage response = await client.PostAsync("/v1/market-data?stream=soak&session=24h", content);
        string text = await response.Content.ReadAsStringAsync();
        int accepted = response.IsSuccessStatusCode ? JsonSerializer.Deserialize<JsonElement>(text).GetProperty("accepted").GetInt32() : 0;
        Accepted += accepted;
        if (accepted != RowsPerBody)
            Errors.Add($"{(int)response.StatusCode} {text[..Math.Min(300, text.Length)]}");
    }

    private string Body()
    {
        StringBuilder rows = new("sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n");
        for (int i = 0; i < RowsPerBody; i++)
        {
            long row = ++sequence;
            // A slow wave: the market moves, and comes back.
            string bid = (100 + Math.Round(Math.Sin(row / 5_000.0), 2)).ToString(CultureInfo.InvariantCulture), ask = (100.02 + Math.Round(Math.Sin(row / 5_000.0), 2)).ToString("0.##", CultureInfo.InvariantCulture);
            string time = first.AddMilliseconds(5 * row).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
            if (row % 5 == 0)
                rows.Append(CultureInfo.InvariantCulture, $"{row},{time},SOAK-USD,trade,{ask},10,buy,,,,\n");
            else
                rows.Append(CultureInfo.InvariantCulture, $"{row},{time},SOAK-USD,quote,,,,{bid},{300 + row % 200},{ask},{300 + row % 150}\n");
        }

        return rows.ToString();
    }
}
