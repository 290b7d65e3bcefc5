using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactModels.TrainingOrders;

/// <summary>What was planned and what was done, of an order of any kind; <see cref="Label"/> turns it into a training order, so that all kinds are measured by the same formulas.</summary>
internal sealed record OrderExecution
{
    public required string Id { get; init; }

    public required TrainingOrderKind Kind { get; init; }

    public required Side Side { get; init; }

    public required Timestamp T0 { get; init; }

    /// <summary>Last fill.</summary>
    public required Timestamp TEnd { get; init; }

    public required double Quantity { get; init; }

    public required double HorizonSeconds { get; init; }

    public required double TakerFraction { get; init; }

    public required double RealisedTakerFraction { get; init; }

    /// <summary>Share of the fills that earned the spread; with <see cref="RealisedTakerFraction"/> less than one where there were auction fills.</summary>
    public required double RealisedMakerFraction { get; init; }

    public double CompletionBeforeCrossing { get; init; } = double.NaN;

    /// <summary>Quote in force at arrival.</summary>
    public required Quote Arrival { get; init; }

    /// <summary>Arrival price that the user recorded, else the mid of <see cref="Arrival"/>.</summary>
    public double? RecordedArrivalPrice { get; init; }

    public required double AveragePrice { get; init; }

    public double Weight { get; init; } = 1;

    /// <summary>Measures J, I and the spread cost.</summary>
    public TrainingOrder Label(TapeIndex tape, RelaxationLag relaxation)
    {
        double arrivalPrice = RecordedArrivalPrice ?? Arrival.Mid;
        PriceLabels labels = PriceLabels.Measure(tape, relaxation, Side, T0, TEnd, arrivalPrice, AveragePrice);
        return new TrainingOrder
        {
            Id = Id,
            Kind = Kind,
            Symbol = tape.Tape.Instrument.Symbol,
            SessionDate = tape.Tape.Session.Date,
            Side = Side,
            T0 = T0,
            TEnd = TEnd,
            LabelEnd = labels.LabelEnd,
            Quantity = Quantity,
            HorizonSeconds = HorizonSeconds,
            ExecutionSeconds = TEnd.SecondsSince(T0),
            TakerFraction = TakerFraction,
            RealisedTakerFraction = RealisedTakerFraction,
            CompletionBeforeCrossing = CompletionBeforeCrossing,
            ArrivalPrice = arrivalPrice,
            ArrivalHalfSpreadBps = Arrival.HalfSpreadBps,
            AveragePrice = AveragePrice,
            LagSeconds = labels.LagSeconds,
            SlippageBps = labels.SlippageBps,
            PriceShiftBps = labels.PriceShiftBps,
            PriceShiftLag0Bps = labels.PriceShiftLag0Bps,
            SpreadCostBps = Arrival.HalfSpreadBps * (RealisedTakerFraction - RealisedMakerFraction),
            Weight = Weight,
        };
    }
}
