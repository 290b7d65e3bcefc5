namespace ImpactService.DataAccess.Copying;

/// <summary>A table that is filled by binary COPY: its statement and the number of columns of a row.</summary>
internal sealed record CopyTable(string Name, string Columns)
{
    public static readonly CopyTable Trades = new("trades", "event_time, known_time, price, size, row_no, instrument_id, source_id, aggressor");

    public static readonly CopyTable Quotes = new("quotes", "event_time, known_time, bid, bid_size, ask, ask_size, row_no, instrument_id, source_id");

    public static readonly CopyTable Depth = new("depth_snapshots", "event_time, known_time, row_no, instrument_id, source_id, bid_prices, bid_sizes, ask_prices, ask_sizes");

    public static readonly CopyTable Signals = new("external_signals", "event_time, known_time, value, row_no, instrument_id, source_id, source, name");

    public string Statement { get; } = $"COPY {Name} ({Columns}) FROM STDIN (FORMAT BINARY)";

    public short ColumnCount { get; } = (short)Columns.Split(',').Length;
}
