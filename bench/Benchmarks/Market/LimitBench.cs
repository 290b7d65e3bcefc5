using System.Collections.Concurrent;
using System.Globalization;
using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Laws;
using ImpactService.MarketSimulator;

namespace ImpactService.Benchmarks.Market;

/// <summary>
/// How much there is to win on simulated markets: the model, the laws, and two forecasters that nobody can be (<see cref="ExpectedScores"/>), judged on many futures of the same state of the market instead of on the one that happened.
/// <c>limit SEED[:ACTIVITY],... SESSIONS PROBES METAORDERS STARTS FUTURES</c>: the first four make and train the model as <c>market</c> does, then as many starts a test session, and futures a start.
/// </summary>
internal static class LimitBench
{
    public static int Run(string[] args)
    {
        if (args.Length != 6 || MarketPlan.Parse(args[..4]) is not { } plan
            || !int.TryParse(args[4], CultureInfo.InvariantCulture, out int starts) || !int.TryParse(args[5], CultureInfo.InvariantCulture, out int futures) || starts < 1 || futures < 2)
        {
            Console.Error.WriteLine($"{MarketPlan.Usage.Replace("market", "limit", StringComparison.Ordinal)} STARTS (per test session) FUTURES (per start, at least 2)");
            return 2;
        }

        TrainedMarket market = TrainedMarket.Simulate(plan);
        ImpactEstimator model = ImpactEstimator.FromArtifact(market.Train());
        ParametricModel[] laws = ParametricModel.FitEach(market.TrainObservations);
        ConcurrentBag<ExpectedScores> scores = [];
        Parallel.ForEach(
            SimulatedOrders.Instruments(plan),
            new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount },
            item =>
            {
                FutureOrders orders = new(market.Schema, item.Market, item.Instrument, futures);
                foreach (SimulatedDay day in SimulatedOrders.Days(item.Market, item.Instrument).Where(day => day.Tape.Session.Open >= market.Folds.Plan.CalibrateUntil))
                {
                    foreach (FutureOrder order in orders.Ask(day, starts))
                        scores.Add(ExpectedScores.Of(order, model, laws, market.Reader));
                }
            });
        new LimitReport([.. scores.OrderBy(score => score.Order.Id, StringComparer.Ordinal)], [.. laws.Select(law => law.Law.Name)]).Print();
        return 0;
    }
}
