using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Text;

namespace ImpactService.HttpBench;

/// <summary>
/// Sends at a fixed rate whatever the answers do, and measures each from the moment when it should have been sent: a server that stalls cannot hide what queues up behind the stall.
/// One thread for each connection, which the kernel wakes at its time to within some 0.1 ms (what it is late by counts as the service's): a thread that spins until then takes the processors that
/// the service needs.
/// </summary>
internal static partial class OpenLoop
{
    private const int Connections = 8;

    /// <summary>The clock of <see cref="Stopwatch"/>.</summary>
    private const int MonotonicClock = 1;

    private const int AbsoluteTime = 1;

    /// <param name="args">Port, path, body, requests a second, seconds.</param>
    public static int Run(string[] args)
    {
        (int port, string path, string body) = (int.Parse(args[0]), args[1], args[2]);
        (double rate, double seconds) = (double.Parse(args[3]), double.Parse(args[4]));
        byte[] request = Encoding.UTF8.GetBytes($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n\r\n{body}");
        long start = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 10;
        double[][] latencies = new double[Connections][];
        Thread[] threads = [.. Enumerable.Range(0, Connections).Select(i => new Thread(() => latencies[i] = Drive(port, request, start, Connections / rate, i / rate, seconds)))];
        foreach (Thread thread in threads)
            thread.Start();
        foreach (Thread thread in threads)
            thread.Join();
        double[] all = [.. latencies.SelectMany(l => l).Order()];
        Console.WriteLine($$"""{"what":"estimates at {{rate:0}}/s, open loop","rps":{{all.Length / seconds:0}},"p50_ms":{{all[all.Length / 2]:0.###}},"p99_ms":{{all[all.Length * 99 / 100]:0.###}},"p999_ms":{{all[all.Length * 999 / 1000]:0.###}},"max_ms":{{all[^1]:0.###}}}""");
        return 0;
    }

    private static double[] Drive(int port, byte[] request, long start, double intervalSeconds, double firstSeconds, double seconds)
    {
        using Socket socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect("127.0.0.1", port);
        byte[] buffer = new byte[64 * 1024];
        List<double> latenciesMs = [];
        for (double due = firstSeconds; due < seconds; due += intervalSeconds)
        {
            long dueAt = start + (long)(due * Stopwatch.Frequency);
            WaitUntil(dueAt);
            socket.Send(request);
            ReadAnswer(socket, buffer);
            latenciesMs.Add(Stopwatch.GetElapsedTime(dueAt).TotalMilliseconds);
        }

        return [.. latenciesMs];
    }

    private static void WaitUntil(long timestamp)
    {
        (long seconds, long rest) = Math.DivRem(timestamp, Stopwatch.Frequency);
        TimeSpec time = new() { Seconds = seconds, Nanoseconds = rest * (1_000_000_000 / Stopwatch.Frequency) };
        while (Stopwatch.GetTimestamp() < timestamp)
            _ = ClockNanosleep(MonotonicClock, AbsoluteTime, time, 0); // Interrupted by a signal it is called again.
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockNanosleep(int clock, int flags, in TimeSpec time, nint remaining);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpec
    {
        public long Seconds;
        public long Nanoseconds;
    }

    /// <summary>Reads head and body by its length.</summary>
    private static void ReadAnswer(Socket socket, byte[] buffer)
    {
        int filled = 0, total = int.MaxValue;
        while (filled < total)
        {
            int read = socket.Receive(buffer.AsSpan(filled));
            if (read == 0)
                throw new IOException("the server closed the connection");
            filled += read;
            if (total == int.MaxValue && buffer.AsSpan(0, filled).IndexOf("\r\n\r\n"u8) is var end and >= 0)
                total = end + 4 + LengthOf(buffer.AsSpan(0, end));
        }
    }

    private static int LengthOf(ReadOnlySpan<byte> head)
    {
        if (!head.StartsWith("HTTP/1.1 200"u8))
            throw new IOException($"not answered: {Encoding.ASCII.GetString(head)}");
        ReadOnlySpan<byte> rest = head[(head.IndexOf("Content-Length: "u8) + "Content-Length: ".Length)..];
        return System.Buffers.Text.Utf8Parser.TryParse(rest, out int length, out _) ? length : throw new IOException($"no length: {Encoding.ASCII.GetString(head)}");
    }
}
