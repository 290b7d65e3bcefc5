using ImpactService.ImpactModels.Estimation;
using ImpactService.ImpactModels.Features;
using ImpactService.ImpactModels.Market;

namespace ImpactService.ImpactApi.Services;

/// <summary>A question that can be answered: the market it is about and the model that answers. Everything that prices the same order in other ways starts from here.</summary>
internal sealed record PreparedEstimate(EstimateQuery Query, ActiveModel Model, EstimateMarket Market, OrderProfile Order, double[] Features)
{
    public RungReason? ReasonForLaw => EstimationService.ReasonForLaw(Market.State.Quote is not null, Market.IsStale, Market.State.Disorder != MarketDisorder.None);

    public ImpactEstimate Estimate() => Model.Estimator.Estimate(Features, ReasonForLaw);

    /// <summary>The same market asked about another order in the same instrument.</summary>
    public PreparedEstimate With(OrderProfile order) => this with { Order = order, Features = EstimationService.FeaturesOf(Model.Schema, Market.State, order) };
}
