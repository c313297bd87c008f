using Nms.Events;

namespace Nms.Load;

/// <summary>
/// One event to many sockets: how many deliveries a second in a burst, how late at a steady rate, how much memory a client
/// costs; beside bare Kestrel (the ceiling) and Redis pub/sub (the floor that keeps nothing).
/// </summary>
internal static class FanOutBenchmark
{
    private const int Bytes = 500;
    private const int SteadyPerSecond = 200;

    private static readonly (int Sockets, int Events)[] s_bursts = [(100, 5_000), (1_000, 800), (5_000, 160)];
    private static readonly int[] s_steady = [100, 1_000];
    private static readonly TimeSpan s_steadyTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan s_settling = TimeSpan.FromSeconds(3);

    private static readonly Func<Workspace, CancellationToken, Task<FanOutServer>>[] s_servers =
        [FanOutServer.OursAsync, FanOutServer.KestrelAsync, FanOutServer.RedisAsync];

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var bursts = new List<Burst>();
        var steady = new List<Steady>();
        var memory = new List<(string Server, double Bytes)>();
        foreach (var start in s_servers)
        {
            await using var server = await start(workspace, cancellationToken);
            memory.Add((server.Name, await IdleAsync(server, workspace, cancellationToken)));
            foreach (var (sockets, events) in s_bursts)
            {
                await using var crowd = await Crowd.ConnectAsync(sockets, server.Port, server.Dialect, workspace.Time, cancellationToken);
                for (var round = 0; round <= Numbers.Rounds; round++)
                {
                    var burst = await BurstAsync(server, crowd, sockets, events, cancellationToken);
                    if (round > 0)
                    {
                        bursts.Add(burst);
                    }
                }
            }

            foreach (var sockets in s_steady)
            {
                await using var crowd = await Crowd.ConnectAsync(sockets, server.Port, server.Dialect, workspace.Time, cancellationToken);
                await SteadyAsync(server, crowd, sockets, TimeSpan.FromSeconds(1), cancellationToken);
                steady.Add(await SteadyAsync(server, crowd, sockets, s_steadyTime, cancellationToken));
            }
        }

        return new Report("Fan-out", workspace.Time)
            .Paragraph($"Events of {Bytes} bytes to all sockets. *Ours* is the platform as it ships, with sign-in, permissions and a filter in front and the durable log behind; "
                + "its frames also carry id, type, priority and cursor, about 420 bytes more. *Bare Kestrel* queues the same bytes for each WebSocket and keeps nothing. "
                + $"*Redis* is `PUBLISH` to plain subscribers. Burst: batches of 256 as fast as the server accepts them; the middle of {Numbers.Rounds} rounds after one that does not count. CPU is the server's.")
            .Table(
                ["burst", "deliveries/s", "of bare Kestrel", "CPU µs a delivery"],
                bursts.GroupBy(burst => (burst.Sockets, burst.Server)).Select(rounds => (rounds.Key, Rate: rounds.Select(burst => burst.PerSecond).Median(), Cpu: rounds.Select(burst => burst.CpuMicroseconds).Median()))
                    .OrderBy(row => row.Key.Sockets)
                    .Select(row => new[]
                    {
                        $"{row.Key.Sockets:#,0} sockets, {row.Key.Server}",
                        Numbers.Count(row.Rate),
                        Numbers.Decimal(row.Rate / bursts.Where(burst => burst.Server == "bare Kestrel" && burst.Sockets == row.Key.Sockets).Select(burst => burst.PerSecond).Median()),
                        Numbers.Decimal(row.Cpu),
                    }))
            .Table(
                [$"{SteadyPerSecond} events/s for {s_steadyTime.TotalSeconds:0} s", "p50, ms", "p99, ms", "p50 of bare Kestrel's", "p99 of bare Kestrel's"],
                steady.OrderBy(row => row.Sockets).Select(row =>
                {
                    var bare = steady.Single(other => other.Server == "bare Kestrel" && other.Sockets == row.Sockets);
                    return new[]
                    {
                        $"{row.Sockets:#,0} sockets, {row.Server}", Numbers.Decimal(row.Median), Numbers.Decimal(row.Late),
                        Numbers.Decimal(row.Median / bare.Median), Numbers.Decimal(row.Late / bare.Late),
                    };
                }))
            .Table(
                [$"memory, {s_bursts[^1].Sockets:#,0} idle sockets", "resident bytes each"],
                memory.Select(row => new[] { row.Server, Numbers.Count(row.Bytes) }));
    }

    /// <summary>What an idle client costs: of a server that has had some before, so that its code is not counted.</summary>
    private static async Task<double> IdleAsync(FanOutServer server, Workspace workspace, CancellationToken cancellationToken)
    {
        var sockets = s_bursts[^1].Sockets;
        await using (await Crowd.ConnectAsync(sockets / 10, server.Port, server.Dialect, workspace.Time, cancellationToken))
        {
            await Task.Delay(s_settling, workspace.Time, cancellationToken);
        }

        var before = server.Process.Memory;
        await using var crowd = await Crowd.ConnectAsync(sockets, server.Port, server.Dialect, workspace.Time, cancellationToken);
        await Task.Delay(s_settling, workspace.Time, cancellationToken);
        return (double)(server.Process.Memory - before) / sockets;
    }

    private static async Task<Burst> BurstAsync(FanOutServer server, Crowd crowd, int sockets, int events, CancellationToken cancellationToken)
    {
        var cpu = server.Process.Cpu;
        var expectation = crowd.Expect(events);
        await server.Publisher.PublishAsync(events, 256, TimeSpan.Zero, Bytes, EventPriority.High, cancellationToken);
        var took = await expectation.WaitAsync(cancellationToken);
        double deliveries = (double)sockets * events;
        return new Burst(server.Name, sockets, deliveries / took.TotalSeconds, (server.Process.Cpu - cpu).TotalMicroseconds / deliveries);
    }

    private static async Task<Steady> SteadyAsync(FanOutServer server, Crowd crowd, int sockets, TimeSpan time, CancellationToken cancellationToken)
    {
        var events = (int)(SteadyPerSecond * time.TotalSeconds);
        var expectation = crowd.Expect(events, Measured.Everything);
        await server.Publisher.PublishAsync(events, 1, TimeSpan.FromSeconds(1) / SteadyPerSecond, Bytes, EventPriority.High, cancellationToken);
        await expectation.WaitAsync(cancellationToken);
        return new Steady(server.Name, sockets, expectation.Latencies.Percentile(50), expectation.Latencies.Percentile(99));
    }

    private sealed record Burst(string Server, int Sockets, double PerSecond, double CpuMicroseconds);

    private sealed record Steady(string Server, int Sockets, double Median, double Late);
}
