using ImpactService.ImpactApi.Contracts.Desk;

namespace ImpactService.ImpactApi.Services.Desk;

/// <summary>Plain sentences about schedules.</summary>
internal static class ScheduleNotes
{
    public static string[] For(ScheduleSetup setup)
    {
        ScheduleRequest request = setup.Request;
        return
        [
            .. new (bool Applies, string Text)[]
            {
                (true, "Schedules are made and priced on the admissible law, not on the served forecast itself: impact that is concave in size or decays slowly would reward trading back and forth. law says how far the two are apart."),
                (true, "Mean: that of referenceSlippage, moved by what the law says of the difference. Spread of outcomes: that of referenceSlippage, stretched by the ratio of timing risks."),
                (true, "Taker fractions of the slices have the order's taker fraction as their mean. Venues are named by rule from what is displayed now, the slice's share of volume and the half spread; nothing is known here of what a dark venue or a dealer holds."),
                (request.MaxParticipation is null, "No cap on participation was given: a risk averse schedule may trade much at once."),
                (request.Auctions is { Count: > 0 }, "Auctions are kept free of slices; trading in them is not planned."),
                (request.Benchmark is "intervalVwap" or "close", "The benchmark is what it would be without this order."),
                (request.Benchmark == "close", "An order in the closing auction would get the close itself. Volumes of auctions are not known here and none is planned: leave out of the order what is meant for the auction."),
                (request.LimitPrice is not null, "slippage is that of the whole schedule; limit says how much of it is expected within the limit price, and what the rest costs at the price of the plan's end."),
                (request.Executed is not null, "Impact of what is executed is in the price already: the rest is planned from the price at asOf."),
                (setup.OddUnits > 0, $"The odd lot of {setup.OddUnits:0.########} units is added to the last slice that has room for it."),
            }.Where(n => n.Applies).Select(n => n.Text),
        ];
    }
}
