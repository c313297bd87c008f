using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Nms.Events;
using Nms.Status;
using Nms.Testing;

namespace Nms.Grains.Tests.Events;

/// <summary>Asking every silo about those who follow events.</summary>
public sealed class ClusterEventsTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_silo_answers_for_itself_and_one_that_fails_is_named()
    {
        var reports = new List<Report>();
        await using var cluster = await NmsTestCluster.StartAsync(
            new Dictionary<string, string?>(), silos: 2, configure: services => services.AddSingleton<IEventGatewayReport>(_ => Keep(reports)));
        var asking = cluster.Silos[0].ServiceProvider.GetRequiredService<IClusterEvents>();
        SiloAnswers<SiloEvents>? silos = null;
        await Eventually.IsTrueAsync(
            async () => (silos = await asking.ReadAsync(Cancelled)).Answers.Length == 2,
            () => $"two silos answer, not {silos?.Answers.Length} ({string.Join(", ", silos?.Silent ?? [])} silent)",
            Cancelled);

        Assert.Equal(2, silos!.Answers.Select(silo => silo.Silo).Distinct().Count());
        Assert.Equal(2, (await asking.ListAsync(Cancelled)).Answers.Select(client => client.Silo).Distinct().Count());
        Assert.Equal([reports[1].Client], (await asking.CloseAsync(reports[1].Client, "user:olga", Cancelled)).Answers);
        Assert.Empty((await asking.CloseAsync(reports[1].Client, "user:nobody", Cancelled)).Answers);

        reports[0].IsBroken = true;
        var rest = await asking.ListAsync(Cancelled);

        Assert.Single(rest.Answers);
        Assert.Equal(cluster.Silos.Select(silo => silo.Name).Except(rest.Answers.Select(client => client.Silo)), rest.Silent);
    }

    private static Report Keep(List<Report> reports)
    {
        var report = new Report();
        lock (reports)
        {
            reports.Add(report);
        }

        return report;
    }

    private sealed class Report : IEventGatewayReport
    {
        public Guid Client { get; } = Guid.NewGuid();

        public bool IsBroken { get; set; }

        public SiloEvents Read() => new()
        {
            StartedAt = DateTimeOffset.UnixEpoch,
            Published = 1,
            Delivered = 2,
            Dropped = 3,
            Resumed = 4,
            PerMinute = 5,
            AppendMilliseconds = 6,
            ByType = ImmutableDictionary<string, long>.Empty.Add("node.started", 1),
            ByPriority = ImmutableDictionary<string, long>.Empty,
            Queued = ImmutableDictionary<string, int>.Empty,
            Connections = 1,
            IsRunning = true,
            Latency = LatencyCounts.None,
        };

        public ImmutableArray<EventClient> List() => IsBroken
            ? throw new InvalidOperationException("The edge of this silo is broken.")
            :
            [
                new EventClient
                {
                    ConnectionId = Client,
                    PrincipalId = "user:olga",
                    PrincipalName = "olga",
                    Path = "/api/v1/events/ws",
                    Transport = "websocket",
                    ConnectedAt = DateTimeOffset.UnixEpoch,
                    Subscriptions = ["all_events"],
                    Query = new EventQuery(["node.*"]) { Projects = [Guid.NewGuid()] },
                    Cursor = EventCursor.At(3),
                    Sent = 1,
                    Queued = 0,
                    Coalesced = 0,
                    LeftOut = 0,
                },
            ];

        public bool Close(Guid connectionId, string? principalId) => connectionId == Client && principalId is null or "user:olga" && connectionId == Client;
    }
}
