using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using ImpactService.MarketSimulator;

namespace ImpactService.Tests.MarketSimulator;

public sealed class IndependenceTests
{
    /// <summary>The sample market is not made by the laws that are fitted to it: the simulator knows the vocabulary and the random numbers of the core, and nothing else of it.</summary>
    [Fact]
    public void Simulator_UsesOfTheCore_VocabularyAndNumericsOnly()
    {
        using FileStream file = File.OpenRead(typeof(SampleMarket).Assembly.Location);
        using PEReader portable = new(file);
        MetadataReader metadata = portable.GetMetadataReader();
        string[] used = [.. metadata.TypeReferences
            .Select(handle => metadata.GetString(metadata.GetTypeReference(handle).Namespace))
            .Where(name => name.StartsWith("ImpactService.", StringComparison.Ordinal))
            .Distinct()
            .Order()];

        Assert.Equal(["ImpactService.ImpactModels.Market", "ImpactService.ImpactModels.Numerics"], used);
    }
}
