namespace ImpactService.ImpactModels.Learners;

internal enum DesignKind
{
    /// <summary>The feature's value within [Low, High]; the mean where it is missing.</summary>
    Value,

    /// <summary>Whether it is missing.</summary>
    Missing,

    /// <summary>Whether it is the category Low.</summary>
    Category,
}

/// <summary>One number that learners of the linear kind read from a row: (x − Centre)/Scale, of mean 0 and deviation 1 over the training rows.</summary>
internal readonly record struct DesignColumn(int Feature, DesignKind Kind, float Low, float High, double Centre, double Scale)
{
    public double Plain(float value) => Kind switch
    {
        DesignKind.Missing => float.IsNaN(value) ? 1 : 0,
        DesignKind.Category => value == Low ? 1 : 0,
        _ => float.IsNaN(value) ? Centre : Math.Clamp(value, Low, High),
    };

    public float Of(float value) => (float)((Plain(value) - Centre) / Scale);
}
