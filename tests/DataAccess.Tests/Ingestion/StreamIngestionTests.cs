using System.Globalization;
using System.Text;
using ImpactService.DataAccess;
using ImpactService.DataAccess.Ingestion;
using ImpactService.DataAccess.Stores;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.DataAccess.Ingestion;

public sealed class StreamIngestionTests(StoreFixture fixture) : IClassFixture<StoreFixture>
{
    private const string Header = "sequence,event_time,instrument,type,price,size,side,bid,bid_size,ask,ask_size\n";

    private static readonly Timestamp t0 = StoreFixture.Time("2024-01-02T10:00:00Z");

    private static int streams;

    private readonly StreamIngestion ingestion = Create(fixture.Store);

    [Fact]
    public async Task Ingest_CsvAndJsonOfTheSameRows_StoreTheSame()
    {
        (Instrument csv, _) = await fixture.AddAsync("TWIN-C");
        (Instrument json, _) = await fixture.AddAsync("TWIN-J");
        string[] csvRows = ["1,{0},TWIN-C,quote,,,,99.5,10,100.5,20", "2,{1},TWIN-C,trade,100.5,3,,,,,", "3,{2},TWIN-C,trade,99.5,4,sell,,,,"];
        string[] jsonRows =
        [
            """{"sequence":1,"eventTime":"{0}","instrument":"TWIN-J","type":"quote","bid":99.5,"bidSize":10,"ask":100.5,"askSize":20}""",
            """{"sequence":2,"eventTime":"{1}","instrument":"TWIN-J","type":"trade","price":100.5,"size":"3"}""",
            """{"sequence":3,"eventTime":"{2}","instrument":"TWIN-J","type":"trade","price":99.5,"size":4,"side":"sell"}""",
        ];
        IngestReport first = await SendAsync(NewStream(), StreamFormat.Csv, Header + string.Join('\n', csvRows.Select(At)));
        IngestReport second = await SendAsync(NewStream(), StreamFormat.Ndjson, string.Join('\n', jsonRows.Select(At)));
        Assert.Equal((3, 3, 3, 3), (first.Accepted, first.LastSequence, second.Accepted, second.LastSequence));
        MarketEvent[] expected = await fixture.ReadDayAsync(csv, t0);
        Assert.Equal(expected, await fixture.ReadDayAsync(json, t0));
        Assert.Equal([Aggressor.Buyer, Aggressor.Seller], expected.Skip(1).Select(e => e.Trade.Aggressor));

        static string At(string row) => Enumerable.Range(0, 3).Aggregate(row, (text, i) => text.Replace($"{{{i}}}", t0.AddSeconds(i).ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ingest_SentAgain_CountsDuplicatesAndDoublesNothing()
    {
        (Instrument instrument, _) = await fixture.AddAsync("RESEND");
        IngestStream stream = NewStream();
        string body = Header + Trades("RESEND", 1, 500);
        Assert.Equal((500, 0), Counts(await SendAsync(stream, StreamFormat.Csv, body)));
        Assert.Equal((0, 500), Counts(await SendAsync(stream, StreamFormat.Csv, body)));
        Assert.Equal((100, 400), Counts(await SendAsync(stream, StreamFormat.Csv, Header + Trades("RESEND", 101, 500))));
        // A process that knows nothing of the stream counts alike.
        IngestReport other = await Create(fixture.Store).IngestAsync(new IngestRequest(stream, StreamFormat.Csv), Body(Header + Trades("RESEND", 501, 200)));
        Assert.Equal((100, 100), Counts(other));
        Assert.Equal(700, (await fixture.ReadDayAsync(instrument, t0)).Length);
        StreamPosition position = (await fixture.Store.Streams.FindAsync(stream))!;
        Assert.Equal((700, 700, 0), (position.LastSequence, position.Accepted, position.Rejected));
    }

    [Fact]
    public async Task Ingest_BadRows_AreRejectedOneByOneWithFieldValueAndRange()
    {
        await fixture.AddAsync("BAD");
        string rows = string.Join('\n',
            $"1,{t0},BAD,trade,-5,1,buy,,,,", $"2,{t0},BAD,trade,abc,1,buy,,,,", $"3,yesterday,BAD,trade,5,1,buy,,,,", $"4,{t0},NOBODY,trade,5,1,buy,,,,", $"5,{t0},BAD,quote,,,,101,1,100,1",
            $"6,{t0},BAD,trade,5,1,hold,,,,", "7,too,few", $"x,{t0},BAD,trade,5,1,buy,,,,", $"8,{t0},BAD,trade,5,1,buy,,,,", $"8,{t0},BAD,trade,5,1,buy,,,,", $"9,2024-01-02T25:00:00Z,BAD,trade,5,1,,,,,", $"10,{t0},BAD,trade,5,1e16,,,,,");
        IngestReport report = await SendAsync(NewStream(), StreamFormat.Csv, Header + rows);
        Assert.Equal((1, 11, 10, 12), (report.Accepted, report.Rejected, report.LastSequence, report.Rows));
        Assert.Equal(["crossed 1", "invalid-sequence 1", "invalid-side 1", "non-positive-price 1", "out-of-range 1", "sequence-going-back 1", "unknown-instrument 1", "unparsable 3", "wrong-column-count 1"],
            report.Rejects.Select(r => $"{r.Reason} {r.Count}").Order());
        AssertExample(report, "non-positive-price", 2, 1, "price", "-5");
        AssertExample(report, "unparsable", 3, 2, "price", "abc");
        AssertExample(report, "unknown-instrument", 5, 4, "instrument", "NOBODY");
        AssertExample(report, "crossed", 6, 5, "bid", "101");
        AssertExample(report, "invalid-side", 7, 6, "side", "hold");
        AssertExample(report, "out-of-range", 13, 10, "size", "1e16");
        Assert.Equal(["price", "event_time", "event_time"], report.Rejects.Single(r => r.Reason == "unparsable").Examples.Select(e => e.Field));
        // Judged rows are not judged again.
        Assert.Equal(10, (await SendAsync(NewStream(last: true), StreamFormat.Csv, Header + rows)).Duplicates);
    }

    [Fact]
    public async Task Ingest_BodyThatOvertakesAnother_IsRefusedUnlessItSaysAfterWhat()
    {
        await fixture.AddAsync("GAP");
        IngestStream stream = NewStream();
        IngestReport gap = await SendAsync(stream, StreamFormat.Csv, Header + Trades("GAP", 5, 2));
        Assert.Equal((IngestFailure.SequenceGap, 0), (gap.Failure, gap.LastSequence));
        Assert.Equal(2, (await SendAsync(stream, StreamFormat.Csv, Header + Trades("GAP", 5, 2), after: 0)).Accepted);
        Assert.Equal(IngestFailure.SequenceGap, (await SendAsync(stream, StreamFormat.Csv, Header + Trades("GAP", 9, 2), after: 8)).Failure);
        Assert.Equal(2, (await SendAsync(stream, StreamFormat.Csv, Header + Trades("GAP", 7, 2))).Accepted);
    }

    [Fact]
    public async Task Ingest_UnknownInstrumentWithSession_IsAddedWithItsFirstRow()
    {
        IngestStream stream = NewStream();
        IngestRequest request = new(stream, StreamFormat.Csv, Session: TradingCalendar.RoundTheClock, Currency: "EUR");
        Assert.Equal(2, (await ingestion.IngestAsync(request, Body(Header + Trades("FRESH", 1, 2)))).Accepted);
        Assert.Equal(new Instrument("FRESH", TradingCalendar.RoundTheClock, "EUR"), await fixture.Store.Instruments.FindAsync("FRESH"));
        Assert.Equal(2, (await ingestion.IngestAsync(request, Body(Header + Trades("FRESH", 3, 2)))).Accepted);
        IngestReport conflict = await ingestion.IngestAsync(request with { Stream = NewStream(), Session = TradingCalendar.Parse("09:30-16:00 America/New_York") }, Body(Header + Trades("FRESH", 1, 2)));
        Assert.Equal(IngestFailure.Refused, conflict.Failure);
        await SendAsync(NewStream(), StreamFormat.Csv, Header + "1,nonsense,NEVER,trade,1,1,,,,,");
        Assert.Null(await fixture.Store.Instruments.FindAsync("NEVER"));
    }

    [Fact]
    public async Task Ingest_RowBehindLaterOnes_IsKnownFromNowOnAlsoAfterARestart()
    {
        (Instrument instrument, _) = await fixture.AddAsync("LATE");
        IngestStream stream = NewStream();
        Timestamp before = Timestamp.From(TimeProvider.System.GetUtcNow());
        IngestReport first = await SendAsync(stream, StreamFormat.Csv, Header + Trades("LATE", 1, 10) + $"11,{t0.AddSeconds(-1)},LATE,trade,7,7,buy,,,,");
        Assert.Equal((11, 1), (first.Accepted, first.Late));
        IngestReport restarted = await Create(fixture.Store).IngestAsync(new IngestRequest(stream, StreamFormat.Csv), Body(Header + $"12,{t0.AddSeconds(-2)},LATE,trade,8,8,buy,,,,"));
        Assert.Equal((1, 1), (restarted.Accepted, restarted.Late));
        MarketEvent[] late = [.. (await fixture.ReadDayAsync(instrument, t0)).Where(e => e.Trade.Price is 7 or 8)];
        Assert.Equal(2, late.Length);
        Assert.All(late, e => Assert.True(e.KnownTime >= before && e.EventTime < t0));
    }

    [Fact]
    public async Task Ingest_EventOfTheFuture_IsRejected()
    {
        await fixture.AddAsync("FUTURE");
        Timestamp ahead = Timestamp.From(TimeProvider.System.GetUtcNow()).AddSeconds(600);
        IngestReport report = await SendAsync(NewStream(), StreamFormat.Csv, Header + $"1,{ahead},FUTURE,trade,7,7,buy,,,,");
        Assert.Equal("in-the-future", Assert.Single(report.Rejects).Reason);
    }

    [Fact]
    public async Task Ingest_ConnectionBreaks_KeepsWholeBatchesAndGoesOnFromThere()
    {
        (Instrument instrument, _) = await fixture.AddAsync("BREAKS");
        IngestStream stream = NewStream();
        string body = Header + Trades("BREAKS", 1, 1_000);
        StreamIngestion small = Create(fixture.Store, new IngestLimits { BatchRows = 100 });
        await Assert.ThrowsAsync<IOException>(() => small.IngestAsync(new IngestRequest(stream, StreamFormat.Csv), new TrickleStream(body, 999) { BreaksAt = body.Length / 2 }));
        long durable = (await fixture.Store.Streams.FindAsync(stream))!.LastSequence;
        Assert.True(durable is > 300 and < 600 && durable % 100 == 0, $"durable up to {durable}");
        IngestReport again = await small.IngestAsync(new IngestRequest(stream, StreamFormat.Csv), Body(body));
        Assert.Equal((1_000 - durable, durable), Counts(again));
        Assert.Equal(1_000, (await fixture.ReadDayAsync(instrument, t0)).Length);
    }

    [Fact]
    public async Task Ingest_SameStreamTwiceAtOnce_OneIsBusy()
    {
        await fixture.AddAsync("BUSY");
        IngestStream stream = NewStream();
        Task<IngestReport> slow = ingestion.IngestAsync(new IngestRequest(stream, StreamFormat.Csv), new TrickleStream(Header + Trades("BUSY", 1, 4), 40) { Pause = TimeSpan.FromMilliseconds(60) });
        Assert.Equal(IngestFailure.Busy, (await SendAsync(stream, StreamFormat.Csv, Header)).Failure);
        Assert.Equal(4, (await slow).Accepted);
    }

    [Fact]
    public async Task Ingest_TwoProcessesWriteAStream_NothingIsDoubledOrLost()
    {
        (Instrument instrument, _) = await fixture.AddAsync("TWO");
        IngestStream stream = NewStream();
        string body = Header + Trades("TWO", 1, 2_000);
        StreamIngestion[] processes = [Create(fixture.Store, new IngestLimits { BatchRows = 50 }), Create(fixture.Store, new IngestLimits { BatchRows = 70 })];
        await Task.WhenAll(processes.Select(SendUntilDoneAsync));
        Assert.Equal(2_000, (await fixture.ReadDayAsync(instrument, t0)).Length);
        Assert.Equal(2_000L, await fixture.ScalarAsync($"SELECT count(DISTINCT row_no) FROM trades WHERE instrument_id = (SELECT id FROM instruments WHERE symbol = 'TWO')"));

        async Task SendUntilDoneAsync(StreamIngestion process)
        {
            for (int attempt = 0; attempt < 200; attempt++)
            {
                IngestReport report = await process.IngestAsync(new IngestRequest(stream, StreamFormat.Csv), Body(body));
                if (report.Failure is null)
                    return;
                Assert.Equal(IngestFailure.Moved, report.Failure);
            }

            Assert.Fail("the stream was never free");
        }
    }

    [Fact]
    public async Task Ingest_BodyBeyondItsLimit_KeepsWhatCameBefore()
    {
        await fixture.AddAsync("LONG");
        StreamIngestion limited = Create(fixture.Store, new IngestLimits { BodyBytesMax = 20_000, BatchRows = 100 });
        IngestStream stream = NewStream();
        IngestReport report = await limited.IngestAsync(new IngestRequest(stream, StreamFormat.Csv), new TrickleStream(Header + Trades("LONG", 1, 5_000), 1_000));
        Assert.Equal(IngestFailure.TooLarge, report.Failure);
        Assert.Equal(report.LastSequence, report.Accepted);
        Assert.InRange(report.LastSequence, 100, 600);
    }

    [Fact]
    public async Task Ingest_ClientFallsSilent_WhatCameIsDurableMeanwhile()
    {
        (Instrument instrument, _) = await fixture.AddAsync("SILENT");
        StreamIngestion quick = Create(fixture.Store, new IngestLimits { IdleMax = TimeSpan.FromMilliseconds(50) });
        string body = Header + Trades("SILENT", 1, 4);
        Task<IngestReport> slow = quick.IngestAsync(new IngestRequest(NewStream(), StreamFormat.Csv), new TrickleStream(body, body.Length - 10) { Pause = TimeSpan.FromSeconds(1) });
        for (int attempt = 0; attempt < 100 && (await fixture.ReadDayAsync(instrument, t0)).Length < 3; attempt++)
            await Task.Delay(20);
        Assert.False(slow.IsCompleted);
        Assert.Equal(3, (await fixture.ReadDayAsync(instrument, t0)).Length);
        Assert.Equal((4, 2), ((await slow).Accepted, (await slow).Batches));
    }

    [Fact]
    public async Task Ingest_ExecutionsWithFills_AreStoredTogetherAndCorrected()
    {
        await fixture.AddAsync("EXEC");
        IngestStream stream = NewStream(StreamKind.Executions);
        string order = $$"""{"sequence":1,"type":"order","orderId":"o-1","instrument":"EXEC","side":"buy","arrivalTime":"{{t0}}","endTime":"{{t0.AddSeconds(60)}}","quantity":300,"averagePrice":41.2,"takerFraction":0.5}""";
        string fills = $$"""
            {"sequence":2,"type":"fill","orderId":"o-1","eventTime":"{{t0.AddSeconds(1)}}","price":41.21,"size":100,"liquidity":"taker"}
            {"sequence":3,"type":"fill","orderId":"o-1","eventTime":"{{t0.AddSeconds(2)}}","price":41.19,"size":200,"liquidity":"maker"}
            {"sequence":4,"type":"fill","orderId":"o-1","eventTime":"{{t0.AddSeconds(3)}}","price":41.19,"size":1,"liquidity":"maker"}
            {"sequence":5,"type":"fill","orderId":"nobody","eventTime":"{{t0.AddSeconds(3)}}","price":41.19,"size":1,"liquidity":"maker"}
            """;
        IngestReport report = await SendAsync(stream, StreamFormat.Ndjson, order + "\n" + fills);
        Assert.Equal((3, 5), (report.Accepted, report.LastSequence));
        Assert.Equal(["exceeds-order", "unknown-order"], report.Rejects.Select(r => r.Reason).Order());
        Assert.Equal([100, 200], (await fixture.Store.ParentOrders.ReadFillsAsync("o-1")).Select(f => f.Size));
        string corrected = order.Replace("\"sequence\":1", "\"sequence\":6", StringComparison.Ordinal).Replace("41.2,", "41.25,", StringComparison.Ordinal);
        Assert.Equal(1, (await SendAsync(stream, StreamFormat.Ndjson, corrected)).Accepted);
        Assert.Equal(41.25, Assert.Single(await fixture.Store.ParentOrders.ReadAsync("EXEC", t0, t0.AddSeconds(1))).AveragePrice);
    }

    [Fact]
    public async Task Ingest_Signals_AreStoredAndUnknownInstrumentsRejected()
    {
        await fixture.AddAsync("SIG");
        // A signal of all instruments is an event of each: on a day of its own.
        Timestamp day = t0.AddSeconds(100 * 86_400.0);
        string body = $"source,name,instrument,event_time,known_time,value,sequence\nnews,tone,SIG,{day},{day.AddSeconds(2)},0.4,1\nnews,tone,,{day},,0.5,2\nnews,tone,WHO,{day},,0.5,3\n";
        IngestReport report = await SendAsync(NewStream(StreamKind.Signals), StreamFormat.Csv, body);
        Assert.Equal((2, 1), (report.Accepted, report.Rejected));
        Assert.Contains("news/tone", await fixture.Store.Signals.KeysAsync());
    }

    private static void AssertExample(IngestReport report, string reason, long line, long sequence, string field, string value)
    {
        RowFault example = report.Rejects.Single(r => r.Reason == reason).Examples[0];
        Assert.Equal((line, sequence, field, value), (example.Line, example.Sequence, example.Field, example.Value));
        Assert.NotEmpty(example.Expected);
    }

    private static (long Accepted, long Duplicates) Counts(IngestReport report)
    {
        Assert.Null(report.Failure);
        return (report.Accepted, report.Duplicates);
    }

    private static string Trades(string symbol, long first, int count) => string.Concat(Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"{first + i},{t0.AddSeconds(first + i)},{symbol},trade,100,{first + i},buy,,,,\n")));

    private static IngestStream NewStream(StreamKind kind = StreamKind.MarketData, bool last = false) => new(kind, null, $"s{(last ? streams : ++streams)}");

    private static MemoryStream Body(string text) => new(Encoding.UTF8.GetBytes(text));

    private static StreamIngestion Create(ImpactStore store, IngestLimits? limits = null) => new(store, TimeProvider.System, limits ?? new IngestLimits());

    private Task<IngestReport> SendAsync(IngestStream stream, StreamFormat format, string body, long? after = null) => ingestion.IngestAsync(new IngestRequest(stream, format, after), Body(body));
}
