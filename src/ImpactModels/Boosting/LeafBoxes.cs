namespace ImpactService.ImpactModels.Boosting;

/// <summary>The part of feature space that a leaf covers, as far as splits have bounded it: per feature a range of bins or a set of categories, and whether missing values are in it.</summary>
internal sealed record LeafBox(byte[] Low, byte[] High, bool[] HasMissing, CategorySet[] Categories)
{
    public static LeafBox Everything(int featureCount)
    {
        var high = new byte[featureCount];
        Array.Fill(high, BinMapper.LastBin);
        var missing = new bool[featureCount];
        Array.Fill(missing, true);
        var categories = new CategorySet[featureCount];
        Array.Fill(categories, CategorySet.All);
        return new LeafBox(new byte[featureCount], high, missing, categories);
    }

    public LeafBox Child(Split split, bool left)
    {
        var child = new LeafBox([.. Low], [.. High], [.. HasMissing], [.. Categories]);
        int feature = split.Feature;
        child.HasMissing[feature] &= split.MissingGoesLeft == left;
        if (split.LeftCategories is { } set)
            child.Categories[feature] = left ? Categories[feature].And(set) : Categories[feature].Without(set);
        else if (left)
            child.High[feature] = (byte)Math.Min(High[feature], split.Bin);
        else
            child.Low[feature] = (byte)Math.Max(Low[feature], split.Bin + 1);
        return child;
    }

    /// <summary>
    /// Some point of this box lies at or below some point of the other in all increasing features, and equals it in the others: then this leaf's values may not be above the other's.
    /// </summary>
    public bool CanLieBelow(LeafBox other, bool[] isIncreasing)
    {
        for (int feature = 0; feature < Low.Length; feature++)
        {
            bool bothMissing = HasMissing[feature] && other.HasMissing[feature];
            int lowest = isIncreasing[feature] ? 0 : other.Low[feature];
            bool ranges = HasValues(feature) && other.HasValues(feature) && Low[feature] <= other.High[feature] && lowest <= High[feature] && Categories[feature].Overlaps(other.Categories[feature]);
            if (!bothMissing && !ranges)
                return false;
        }

        return true;
    }

    /// <summary>False where only missing values are left.</summary>
    private bool HasValues(int feature) => Low[feature] <= High[feature];
}
