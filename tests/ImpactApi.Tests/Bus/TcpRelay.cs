using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ImpactService.Tests.ImpactApi.Bus;

/// <summary>A piece of network between two processes on this machine that a test can cut: connections end, or nothing comes through them any more although they stand.</summary>
internal sealed class TcpRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentDictionary<Link, byte> links = new();
    private readonly int targetPort;
    private readonly Task accepting;
    private volatile bool isDown;

    public TcpRelay(int targetPort)
    {
        this.targetPort = targetPort;
        listener.Start();
        accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Connections that stand.</summary>
    public int Count => links.Count;

    /// <summary>Ends every connection, and takes none until <see cref="Heal"/>.</summary>
    public void Cut()
    {
        isDown = true;
        foreach (Link link in links.Keys)
            link.End();
    }

    public void Heal() => isDown = false;

    /// <summary>As a firewall that has forgotten them: the connections of now stand, and carry nothing; later ones pass.</summary>
    public void StallStanding()
    {
        foreach (Link link in links.Keys)
            link.IsStalled = true;
    }

    public async ValueTask DisposeAsync()
    {
        listener.Stop();
        Cut();
        await accepting;
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            try
            {
                _ = RelayAsync(await listener.AcceptTcpClientAsync());
            }
            catch (Exception stopped) when (stopped is SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task RelayAsync(TcpClient near)
    {
        using Link link = new(near);
        links.TryAdd(link, 0);
        try
        {
            if (!isDown)
                await link.RunAsync(targetPort);
        }
        catch (Exception over) when (over is IOException or SocketException or ObjectDisposedException)
        {
            // One of the ends, or the test, has ended it.
        }
        finally
        {
            links.TryRemove(link, out _);
        }
    }

    private sealed class Link(TcpClient near) : IDisposable
    {
        private readonly TcpClient far = new();
        private readonly TaskCompletionSource ended = new();

        public volatile bool IsStalled;

        public async Task RunAsync(int port)
        {
            await far.ConnectAsync(IPAddress.Loopback, port);
            await Task.WhenAny(PumpAsync(near.GetStream(), far.GetStream()), PumpAsync(far.GetStream(), near.GetStream()), ended.Task);
        }

        public void End() => ended.TrySetResult();

        public void Dispose()
        {
            near.Dispose();
            far.Dispose();
        }

        private async Task PumpAsync(NetworkStream from, NetworkStream to)
        {
            byte[] buffer = new byte[16_384];
            while (await from.ReadAsync(buffer) is > 0 and int read)
            {
                if (IsStalled)
                    await ended.Task;
                await to.WriteAsync(buffer.AsMemory(0, read));
            }
        }
    }
}
