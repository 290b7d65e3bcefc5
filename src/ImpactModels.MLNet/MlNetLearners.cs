using ImpactService.ImpactModels.Learners;

namespace ImpactService.ImpactModels.MLNet;

/// <summary>The one call that makes ML.NET's learners known: to the factory by name, and to the reader of models by tag.</summary>
public static class MlNetLearners
{
    public static void Register()
    {
        LearnerPlugins.Register(new LearnerPlugin(FastTreeModel.Tag, () => new FastTreeLearner(), FastTreeModel.Read));
        LearnerPlugins.Register(new LearnerPlugin(FastForestModel.Tag, () => new FastForestLearner(), FastForestModel.Read));
    }
}
