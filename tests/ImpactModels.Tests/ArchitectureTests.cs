using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ImpactService.ImpactModels.Evaluation;
using ImpactService.ImpactModels.Market;

namespace ImpactService.Tests.ImpactModels;

/// <summary>Who may know whom, as docs/ARCHITECTURE.md says it.</summary>
public sealed class ArchitectureTests
{
    private const string Core = "ImpactService.ImpactModels.";

    private static readonly Assembly Models = typeof(Instrument).Assembly;

    /// <summary>Room of ImpactModels → rooms it may use. A new room gets its line here and in docs/ARCHITECTURE.md first.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Market"] = [],
        ["Numerics"] = [],
        ["Boosting"] = ["Numerics"],
        ["Features"] = ["Market", "Numerics"],
        ["Distribution"] = ["Numerics"],
        ["Laws"] = ["Market", "Numerics", "Distribution"],
        ["TrainingOrders"] = ["Market", "Features", "Numerics"],
        ["Learners"] = ["Boosting", "Distribution", "Numerics"],
        ["Estimation"] = ["Market", "Features", "Learners", "Laws", "Distribution", "Numerics"],
        ["Execution"] = ["Market", "Laws", "Distribution", "Estimation", "Numerics"],
        ["Tca"] = ["Market", "Distribution", "Numerics"],
        ["Evaluation"] = ["Market", "Laws", "Estimation", "Distribution", "Numerics"],
        ["Training"] = ["Market", "Numerics", "Boosting", "Features", "Laws", "TrainingOrders", "Learners", "Distribution", "Estimation", "Evaluation"],
    };

    /// <summary>Training is judged inside by the same kernels as outside, and by nothing else of Evaluation.</summary>
    private static readonly Type[] KernelsOfTraining = [typeof(PinballLoss), typeof(RandomisedPit)];

    public static TheoryData<string> Rooms => [.. Models.GetTypes().Select(Room).OfType<string>().Distinct().Order()];

    [Theory]
    [MemberData(nameof(Rooms))]
    public void Room_UsesOnlyRooms_ThatItMayKnow(string room)
    {
        Assert.True(Allowed.TryGetValue(room, out string[]? allowed), $"{room} has no line in the plan");
        string[] strangers = [.. UsesOf(room).Where(use => !allowed.Contains(Room(use.Used))).Select(use => $"{use.User.FullName} uses {use.Used.FullName}")];

        Assert.Empty(strangers);
    }

    [Fact]
    public void Training_OfEvaluation_UsesItsScoreKernelsOnly()
    {
        Type[] used = [.. UsesOf("Training").Select(use => use.Used).Where(type => Room(type) == "Evaluation").Distinct()];

        Assert.Empty(used.Except(KernelsOfTraining));
    }

    [Fact]
    public void Plan_IsWithoutCycles()
    {
        HashSet<string> settled = [];
        while (Allowed.Keys.Where(room => !settled.Contains(room) && Allowed[room].All(settled.Contains)).ToArray() is { Length: > 0 } next)
            settled.UnionWith(next);

        Assert.Empty(Allowed.Keys.Except(settled));
    }

    /// <summary>The reading of compiled code sees what the sources plainly say; without this the rules above could pass by being blind.</summary>
    [Theory]
    [InlineData("Boosting", "Numerics")]
    [InlineData("Features", "Market")]
    [InlineData("Estimation", "Learners")]
    [InlineData("Estimation", "Laws")]
    [InlineData("Training", "TrainingOrders")]
    [InlineData("Training", "Evaluation")]
    public void UsesOf_RoomsThatMeet_AreSeen(string room, string used) => Assert.Contains(UsesOf(room), use => Room(use.Used) == used);

    [Fact]
    public void ImpactModels_References_TheBaseClassLibraryOnly()
    {
        Assert.All(Models.GetReferencedAssemblies(), reference => Assert.StartsWith("System", reference.Name, StringComparison.Ordinal));
        Assert.Empty(References("src/ImpactModels/ImpactModels.csproj"));
    }

    /// <summary>No file, socket, clock, task or log behind the mathematics; byte streams of a caller (System.IO.BinaryReader) are allowed.</summary>
    [Fact]
    public void ImpactModels_Uses_NoInputOutputNorClock()
    {
        string[] banned = ["System.IO.File", "System.IO.FileStream", "System.IO.Directory", "System.Console", "System.TimeProvider", "System.Diagnostics.Stopwatch", "System.Random", "System.Threading.Tasks.Task"];
        string[] used = [.. Models.GetTypes().SelectMany(type => TypeUses.Of(type).Where(t => banned.Contains(t.FullName) || t.Namespace == "System.Net").Select(t => $"{type.FullName} uses {t.FullName}"))];

        Assert.Empty(used);
    }

    [Theory]
    [InlineData("src/MarketSimulator/MarketSimulator.csproj")]
    [InlineData("src/DataAccess/DataAccess.csproj")]
    public void Project_OfTheService_KnowsImpactModelsOnly(string project) => Assert.Equal(["ImpactModels"], ProjectReferences(project));

    [Theory]
    [InlineData("Npgsql")]
    [InlineData("Dapper")]
    public void DataAccess_HidesItsDriver_FromThoseThatReferenceIt(string package)
    {
        XElement reference = References("src/DataAccess/DataAccess.csproj").Single(item => (string?)item.Attribute("Include") == package);
        Regex word = new($@"\b{package}\b");

        Assert.Contains("compile", ((string?)reference.Attribute("PrivateAssets"))!.Split(';'));
        Assert.DoesNotContain(new[] { "src/ImpactApi", "src/ImpactCli" }.SelectMany(folder => SourceTree.Files(folder, "*.cs")), path => word.IsMatch(SourceTree.Read(path)));
        Assert.All(new[] { "src/ImpactApi/ImpactApi.csproj", "src/ImpactCli/ImpactCli.csproj" }, project => Assert.DoesNotContain($"\"{package}\"", SourceTree.Read(project)));
    }

    private static IEnumerable<(Type User, Type Used)> UsesOf(string room) =>
        from user in Models.GetTypes()
        where Room(user) == room
        from used in TypeUses.Of(user)
        where Room(used) is { } other && other != room
        select (user, used);

    private static string? Room(Type type) => type.Namespace is { } name && name.StartsWith(Core, StringComparison.Ordinal) ? name[Core.Length..].Split('.')[0] : null;

    private static XElement[] References(string project) =>
        [.. XDocument.Parse(SourceTree.Read(project)).Descendants().Where(item => item.Name.LocalName is "PackageReference" or "ProjectReference" or "FrameworkReference")];

    private static string[] ProjectReferences(string project) =>
        [.. References(project).Where(item => item.Name.LocalName == "ProjectReference").Select(item => Path.GetFileNameWithoutExtension((string?)item.Attribute("Include"))!)];
}
