namespace ImpactService.ImpactModels.Estimation;

/// <summary>The step of the fallback ladder that an answer stands on. The step below is a refusal, which is no estimate.</summary>
public enum Rung
{
    /// <summary>The learned model, inside (or at the edge of) what it was trained on, where its learned part has a say on slippage.</summary>
    Learned,

    /// <summary>A parametric law with the spread of outcomes around it.</summary>
    Parametric,
}

/// <summary>Why the answer stands on its rung.</summary>
public enum RungReason
{
    InsideSupport,
    EdgeOfSupport,
    SizeOutsideSupport,
    HorizonOutsideSupport,
    TakerFractionOutsideSupport,
    NoModel,
    MissingFeatures,
    StaleMarketData,
    DisorderedMarket,
    LearnerNotTrusted,
}

public static class RungReasons
{
    /// <summary>One plain sentence for the trader.</summary>
    public static string Explain(RungReason reason) => reason switch
    {
        RungReason.InsideSupport => "The order lies inside what the model was trained on.",
        RungReason.EdgeOfSupport => "The order lies at the edge of what the model was trained on; where its size does, the mean goes on from the last well-known size by the square-root law.",
        RungReason.SizeOutsideSupport => "The order is larger than any of its horizon that the model was trained on: from the last well-known size on the mean follows the square-root law, drawn from what training orders show towards its published amplitude, and the spread of outcomes widens by how far published laws differ.",
        RungReason.HorizonOutsideSupport => "The model was not trained on this horizon: mean and spread of outcomes follow the law.",
        RungReason.TakerFractionOutsideSupport => "The model was not trained on this share of taking: mean and spread of outcomes follow the law.",
        RungReason.NoModel => "No trained model is active: mean and spread of outcomes follow a law with published parameters.",
        RungReason.MissingFeatures => "Market features that the model needs are missing: mean and spread of outcomes follow the law.",
        RungReason.StaleMarketData => "The market data is stale: mean and spread of outcomes follow the law.",
        RungReason.DisorderedMarket => "The market is disordered, far beyond anything the model was trained on: mean and spread of outcomes follow the law, widened.",
        RungReason.LearnerNotTrusted => "On the model's inner folds the learned part did not beat the law at this horizon: the answer is the law's distribution, calibrated on later days.",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Not a reason."),
    };
}
