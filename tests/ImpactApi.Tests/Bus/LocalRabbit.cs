using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using RabbitMQ.Client;

namespace ImpactService.Tests.ImpactApi.Bus;

/// <summary>
/// A broker of the test's own: a node with its own name, ports on loopback and files in a temporary directory, and its own port mapper; both are ended by their process ids. It can be killed and
/// started again on the same files and port.
/// </summary>
public sealed class LocalRabbit : IAsyncLifetime
{
    private static readonly TimeSpan startLimit = TimeSpan.FromSeconds(90);

    private static readonly string[] programs = ["/usr/lib/rabbitmq/bin/rabbitmq-server", "/usr/sbin/rabbitmq-server", "/usr/local/sbin/rabbitmq-server", "/opt/homebrew/sbin/rabbitmq-server"];

    private readonly string directory = Directory.CreateTempSubdirectory("impact-rabbit-").FullName;
    private readonly int port = FreePort();
    private readonly int distributionPort = FreePort();
    private readonly int mapperPort = FreePort();
    private readonly string node = $"impact-test-{Guid.NewGuid():N}@localhost";
    private Process? mapper;
    private Process? server;

    public int Port => port;

    public string Uri => string.Create(CultureInfo.InvariantCulture, $"amqp://guest:guest@127.0.0.1:{port}");

    public async Task InitializeAsync()
    {
        await File.WriteAllTextAsync(FileOf("rabbit.conf"), string.Create(CultureInfo.InvariantCulture, $"listeners.tcp.1 = 127.0.0.1:{port}\nlog.console = false\n"));
        await File.WriteAllTextAsync(FileOf("plugins"), "[].");
        mapper = Start("epmd", "-port", mapperPort.ToString(CultureInfo.InvariantCulture), "-address", "127.0.0.1");
        await StartAsync();
    }

    /// <summary>Starts the node, and waits until it takes connections.</summary>
    public async Task StartAsync()
    {
        string program = programs.FirstOrDefault(File.Exists) ?? throw new FileNotFoundException("RabbitMQ is not installed: deploy/ensure-packages.sh rabbitmq-server");
        File.Delete(FileOf("pid"));
        server = Start(program);
        Stopwatch watch = Stopwatch.StartNew();
        while (!await AnswersAsync())
        {
            Assert.True(watch.Elapsed < startLimit && !server.HasExited, $"the broker did not start; its log is in {directory}");
            await Task.Delay(200);
        }
    }

    /// <summary>SIGKILL to the node itself; the script around it ends with it.</summary>
    public async Task KillAsync()
    {
        KillNode();
        await server!.WaitForExitAsync();
    }

    /// <summary>A connection of the test.</summary>
    public Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new Uri(Uri), AutomaticRecoveryEnabled = false }.CreateConnectionAsync();

    public async Task DisposeAsync()
    {
        if (server is { HasExited: false })
        {
            KillNode();
            await server.WaitForExitAsync();
        }

        if (mapper is { HasExited: false })
        {
            mapper.Kill();
            await mapper.WaitForExitAsync();
        }

        Directory.Delete(directory, recursive: true);
    }

    private static int FreePort()
    {
        using TcpListener listener = new(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private string FileOf(string name) => Path.Combine(directory, name);

    private void KillNode()
    {
        string pid = File.Exists(FileOf("pid")) ? File.ReadAllText(FileOf("pid")).Trim() : "";
        if (int.TryParse(pid, CultureInfo.InvariantCulture, out int processId))
        {
            using Process beam = Process.GetProcessById(processId);
            beam.Kill();
        }
        else
        {
            server!.Kill(entireProcessTree: true);
        }
    }

    private async Task<bool> AnswersAsync()
    {
        try
        {
            await using IConnection connection = await ConnectAsync();
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.BrokerUnreachableException)
        {
            return false;
        }
    }

    private Process Start(string program, params string[] arguments)
    {
        ProcessStartInfo start = new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = directory };
        (string Name, string Value)[] environment =
        [
            ("HOME", directory), ("RABBITMQ_NODENAME", node), ("RABBITMQ_DIST_PORT", distributionPort.ToString(CultureInfo.InvariantCulture)),
            ("ERL_EPMD_PORT", mapperPort.ToString(CultureInfo.InvariantCulture)), ("ERL_EPMD_ADDRESS", "127.0.0.1"), ("RABBITMQ_MNESIA_BASE", FileOf("mnesia")), ("RABBITMQ_LOG_BASE", FileOf("log")),
            ("RABBITMQ_PID_FILE", FileOf("pid")), ("RABBITMQ_CONFIG_FILE", FileOf("rabbit.conf")), ("RABBITMQ_ENABLED_PLUGINS_FILE", FileOf("plugins")), ("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
        ];
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        Process process = Process.Start(start)!;
        process.OutputDataReceived += static (_, _) => { };
        process.ErrorDataReceived += static (_, _) => { };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }
}

[CollectionDefinition(Name)]
public sealed class RabbitCollection : ICollectionFixture<LocalRabbit>
{
    public const string Name = "rabbit";
}
