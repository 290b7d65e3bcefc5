using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.ImpactModels.Learners;
using ImpactService.ImpactModels.Numerics;
using ImpactService.ImpactModels.TrainingOrders;

namespace ImpactService.ImpactModels.Training;

/// <summary>Training orders as laws and learners see them; computed once, in the order given. Orders that no answer could be given for are left out.</summary>
public sealed class TrainingRows
{
    private TrainingRows(TrainingOrder[] orders, LawInput[] inputs, double[] weights, int[] days) => (Orders, Inputs, Weights, Days) = (orders, inputs, weights, days);

    public TrainingOrder[] Orders { get; }

    public LawInput[] Inputs { get; }

    /// <summary>Evidence: see <see cref="EvidenceWeights"/>.</summary>
    public double[] Weights { get; }

    /// <summary>Session date as a day number: the block of the bootstrap and of early stopping.</summary>
    public int[] Days { get; }

    public int Count => Orders.Length;

    public static TrainingRows Of(IEnumerable<TrainingOrder> orders, LawInputReader reader)
    {
        TrainingOrder[] usable = [.. orders.Where(order => LawInputReader.IsUsable(reader.Read(order.Features)))];
        return new TrainingRows(
            usable,
            Array.ConvertAll(usable, order => reader.Read(order.Features)),
            EvidenceWeights.Of(usable),
            Array.ConvertAll(usable, order => order.SessionDate.DayNumber));
    }

    /// <summary>The same rows with the volatility in force for the daily one.</summary>
    public TrainingRows With(VolatilityNow volatility, LawInputReader reader) =>
        new(Orders, Array.ConvertAll(Orders, order => volatility.Apply(reader.Read(order.Features), reader.ReadVolatility(order.Features))), Weights, Days);

    public TrainingRows Where(Func<int, bool> dayIsWanted)
    {
        int[] rows = [.. Enumerable.Range(0, Count).Where(i => dayIsWanted(Days[i]))];
        return new TrainingRows(Pick(Orders, rows), Pick(Inputs, rows), Pick(Weights, rows), Pick(Days, rows));
    }

    public LawObservation[] Observations() =>
        [.. Enumerable.Range(0, Count).Select(i => new LawObservation(Inputs[i], Orders[i].SlippageBps, Orders[i].PriceShiftBps, Weights[i], Days[i]))];

    public double TargetBps(ImpactTarget target, int row) => target == ImpactTarget.Slippage ? Orders[row].SlippageBps : Orders[row].PriceShiftBps;

    /// <summary>Rows whose target is known.</summary>
    public int[] RowsWith(ImpactTarget target) => [.. Enumerable.Range(0, Count).Where(i => double.IsFinite(TargetBps(target, i)))];

    /// <summary>
    /// (target − centre)/scale of the rows that have it, with the law's curve as base. Weights are evidence alone: times the scale, so that the learner's loss is one in bps, hours drowned minutes and no range of horizons
    /// gained (one simulated market, 17 training days: short orders kept 5 % of skill out of 13 %). What counts in bps is chosen after it, by range of horizon (<see cref="TrustChoice"/>).
    /// </summary>
    public LearnerData ToLearnerData(TargetModel target, LearnerInput input, ulong seed)
    {
        int[] rows = RowsWith(target.Target);
        float[] features = new float[rows.Length * input.ColumnCount];
        double[] targets = new double[rows.Length];
        double[] curves = new double[rows.Length * QuantileLevels.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            LawInput order = Inputs[rows[i]];
            input.WriteRow(Orders[rows[i]].Features, features.AsSpan(i * input.ColumnCount, input.ColumnCount));
            targets[i] = (TargetBps(target.Target, rows[i]) - target.CentreBps(order)) / target.ScaleBps(order);
            target.BaseCurve(order, curves.AsSpan(i * QuantileLevels.Count, QuantileLevels.Count));
        }

        int firstDay = rows.Length == 0 ? 0 : rows.Min(row => Days[row]);
        return new LearnerData
        {
            RowCount = rows.Length,
            FeatureCount = input.ColumnCount,
            Features = features,
            Targets = targets,
            Weights = Pick(Weights, rows),
            BaseCurves = curves,
            Blocks = Array.ConvertAll(rows, row => Days[row] - firstDay),
            IncreasingFeatures = input.IncreasingColumns,
            Seed = seed,
        };
    }

    private static T[] Pick<T>(T[] values, int[] rows) => Array.ConvertAll(rows, row => values[row]);
}
