using System.Text;
using ImpactService.DataAccess.Import.Reading;
using ImpactService.DataAccess.Import.Rows;

namespace ImpactService.DataAccess.Ingestion;

/// <summary>The rows of one batch: each goes to the parser of its schema, and what became of it is counted.</summary>
internal sealed class BatchRows
{
    private readonly IRowText text;
    private readonly SequenceRule sequences;
    private readonly IRowParser[] parsers;
    private readonly string[][] columns;
    private readonly List<(RowOutcome Outcome, RowFault Fault)> examples = [];

    public BatchRows(IStreamBatch batch, IReadOnlyList<RowSchema> schemas, IRowText text, SequenceRule sequences)
    {
        (this.text, this.sequences) = (text, sequences);
        columns = [.. schemas.Select((_, i) => text.Header(i).Split(','))];
        parsers = [.. schemas.Select((s, i) => Start(batch.CreateParser(i), s, text.Header(i)))];
    }

    public RowLedger Ledger { get; } = new("stream", rejectShareMax: 1, rejectsFile: null);

    public long Duplicates { get; private set; }

    /// <summary>Why the body cannot follow the stream; null when it does.</summary>
    public string? Gap { get; private set; }

    public IReadOnlyList<(RowOutcome Outcome, RowFault Fault)> Examples => examples;

    /// <summary>Takes what whole lines there are.</summary>
    /// <returns>False when the batch is full, or its rows cannot be taken.</returns>
    public bool Take(LineFeed feed, int rowsMax)
    {
        while (Ledger.Rows + Duplicates < rowsMax && Gap is null)
        {
            if (!feed.TryTake(out ReadOnlySpan<byte> line))
                return true;
            Judge(line, feed);
        }

        return false;
    }

    private void Judge(ReadOnlySpan<byte> line, LineFeed feed)
    {
        RowOutcome outcome = text.Take(line, out TakenRow row);
        if (row.Sequence > 0)
        {
            switch (sequences.Judge(row.Sequence))
            {
                case SequenceVerdict.Duplicate:
                    Duplicates++;
                    return;
                case SequenceVerdict.Gap:
                    Gap = sequences.Text(row.Sequence);
                    return;
                case SequenceVerdict.GoingBack:
                    outcome = RowOutcome.SequenceGoingBack;
                    break;
            }
        }

        if (outcome == RowOutcome.Accepted)
            outcome = parsers[row.Schema].Take(row.Line, row.Sequence);
        if (feed.IsCut && outcome.IsReject())
            outcome = RowOutcome.LineTooLong;
        Ledger.Count(outcome, row.Sequence, line);
        if (outcome.IsReject() && Ledger[outcome] <= IngestReport.ExamplesMax)
            examples.Add((outcome, Explain(outcome, line, row, feed.LineNumber)));
    }

    private RowFault Explain(RowOutcome outcome, ReadOnlySpan<byte> line, in TakenRow row, long lineNumber)
    {
        long? sequence = row.Sequence > 0 ? row.Sequence : null;
        if (outcome is RowOutcome.InvalidSequence or RowOutcome.SequenceGoingBack)
            return new RowFault(lineNumber, sequence, RowSchema.Sequence, sequence?.ToString(System.Globalization.CultureInfo.InvariantCulture), "a whole number from 1 to 10^18 − 1 above that of the row before");
        if (row.Line.IsEmpty)
            return new RowFault(lineNumber, sequence, null, RowFaults.Text(line), $"one JSON object a line, or a CSV row, of {string.Join(", ", columns[row.Schema < 0 ? 0 : row.Schema].Select(text.NameOf))}");
        (string? column, string? value, string expected) = RowFaults.Explain(outcome, columns[row.Schema], row.Line);
        return new RowFault(lineNumber, sequence, column is null ? null : text.NameOf(column), value, expected);
    }

    /// <summary>A body with one header has rows of one schema; the parsers of the others read their own and wait.</summary>
    private static IRowParser Start(IRowParser parser, RowSchema schema, string header)
    {
        bool isOwn = schema.Columns.Required.All(header.Split(',').Contains);
        using LineReader lines = new(new MemoryStream(Encoding.UTF8.GetBytes(isOwn ? header : string.Join(',', schema.AllColumns))));
        parser.Start(lines);
        return parser;
    }
}
