using Nms.Events;

namespace Nms.Load;

/// <summary>What a backlog does to an urgent event, and how fast a client that was away has what it missed.</summary>
internal static class FeedBenchmark
{
    private const int Bytes = 500;
    private const int Backlog = 100_000;
    private const int Followers = 20;
    private const int Missed = 10_000;
    private const int Alone = 50;

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        await using var server = await FanOutServer.OursAsync(workspace, cancellationToken);
        await WarmAsync(server, workspace, cancellationToken);
        var (unloaded, loaded) = await UrgentAsync(server, workspace, cancellationToken);
        var resumes = new List<double>();
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            resumes.Add(await ResumeAsync(server, workspace, cancellationToken));
        }

        return new Report("Feed", workspace.Time)
            .Paragraph($"A critical event to {Followers} clients that want everything: alone, {Alone} of them one after the other, and while {Backlog:#,0} low events are on their way, "
                + $"{Alone} of them again, one each 20 ms. Events of {Bytes} bytes, durable.")
            .Table(
                ["critical event", "p50, ms", "p99, ms"],
                [
                    ["alone", Numbers.Decimal(unloaded.Percentile(50)), Numbers.Decimal(unloaded.Percentile(99))],
                    ["behind the backlog", Numbers.Decimal(loaded.Percentile(50)), Numbers.Decimal(loaded.Percentile(99))],
                    ["ratio", Numbers.Decimal(loaded.Percentile(50) / unloaded.Percentile(50)), Numbers.Decimal(loaded.Percentile(99) / unloaded.Percentile(99))],
                ])
            .Paragraph($"A client comes back after {Missed:#,0} events: from its connect until it has the last of them, {string.Join(", ", resumes.Select(Numbers.Decimal))} s.");
    }

    private static async Task WarmAsync(FanOutServer server, Workspace workspace, CancellationToken cancellationToken)
    {
        await using var crowd = await Crowd.ConnectAsync(Followers, server.Port, server.Dialect, workspace.Time, cancellationToken);
        foreach (var priority in (EventPriority[])[EventPriority.Low, EventPriority.Critical])
        {
            var warm = crowd.Expect(500);
            await server.Publisher.PublishAsync(500, 1, TimeSpan.FromMilliseconds(2), Bytes, priority, cancellationToken);
            await warm.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Latencies of critical events without and with low events before them.</summary>
    private static async Task<(IReadOnlyCollection<double> Unloaded, IReadOnlyCollection<double> Loaded)> UrgentAsync(
        FanOutServer server, Workspace workspace, CancellationToken cancellationToken)
    {
        await using var publisher = await server.AnotherPublisherAsync(cancellationToken);
        await using var everything = await Crowd.ConnectAsync(Followers, server.Port, server.Dialect, workspace.Time, cancellationToken);
        var alone = everything.Expect(Alone, Measured.Everything);
        await publisher.PublishAsync(Alone, 1, TimeSpan.FromMilliseconds(20), Bytes, EventPriority.Critical, cancellationToken);
        await alone.WaitAsync(cancellationToken);

        var all = everything.Expect(Backlog + Alone, Measured.Urgent);
        var flood = server.Publisher.PublishAsync(Backlog, 256, TimeSpan.Zero, Bytes, EventPriority.Low, cancellationToken);
        await publisher.PublishAsync(Alone, 1, TimeSpan.FromMilliseconds(20), Bytes, EventPriority.Critical, cancellationToken);
        await flood;
        await all.WaitAsync(cancellationToken);
        return (alone.Latencies, all.Latencies);
    }

    private static async Task<double> ResumeAsync(FanOutServer server, Workspace workspace, CancellationToken cancellationToken)
    {
        var head = await server.HeadAsync(cancellationToken);
        var expected = new Expectation(1, Missed, Measured.Nothing, workspace.Time);
        await server.Publisher.PublishAsync(Missed, 256, TimeSpan.Zero, Bytes, EventPriority.Normal, cancellationToken);
        var from = workspace.Time.GetTimestamp();
        var behind = Dialect.WebSocket(FormattableString.Invariant($"/api/v1/events/ws?after={head}"), server.Port, Platform.Credentials);
        await using var crowd = await Crowd.ConnectAsync(1, server.Port, behind, expected, workspace.Time, cancellationToken);
        await expected.WaitAsync(cancellationToken);
        return workspace.Time.GetElapsedTime(from).TotalSeconds;
    }
}
