using System.Globalization;
using Nms.Client;
using Nms.Events;

namespace Nms.Load;

/// <summary>
/// Clients follow two silos through a proxy while silos are killed and frozen, Redis is restarted, and the sessions of the
/// database and the connections of the clients are cut. Every client checks that it gets every event once and in order.
/// </summary>
internal static class SoakBenchmark
{
    private const int Followers = 500;

    /// <summary>Minutes of faults, in the environment.</summary>
    private const string Setting = "NMS_SOAK_MINUTES";

    private static readonly TimeSpan s_faultEvery = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan s_publishEvery = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(3);

    /// <summary>How many events of each priority are published at once.</summary>
    private static readonly (EventPriority Priority, int Count)[] s_batch =
        [(EventPriority.Low, 2), (EventPriority.Normal, 4), (EventPriority.High, 3), (EventPriority.Critical, 1)];

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var server = Environment.GetEnvironmentVariable(RawPostgres.Setting)
            ?? throw new InvalidOperationException($"Set {RawPostgres.Setting} to a PostgreSQL server that may be written to.");
        var time = TimeSpan.FromMinutes(double.Parse(Environment.GetEnvironmentVariable(Setting) ?? "10", CultureInfo.InvariantCulture));
        await using var cluster = await SoakCluster.StartAsync(server, workspace, cancellationToken);
        await using var balancer = new Balancer(cluster.HttpPorts);
        using var client = new NmsClient(new NmsClientOptions
        {
            Address = balancer.Address,
            Credentials = NmsCredentials.Basic(Platform.Administrator, Platform.Password),
        });
        var head = (await client.Events.ReadAsync(limit: 1, cancellationToken: cancellationToken)).Head;
        var followers = Enumerable.Range(0, Followers).Select(_ => new SoakFollower(client, workspace.Time)).ToList();
        var batches = (int)(time / s_publishEvery);
        var perFollower = batches * s_batch.Sum(part => part.Count);
        var following = followers.Select(follower => follower.FollowAsync(head.ToString(CultureInfo.InvariantCulture), perFollower, cancellationToken)).ToList();

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var faults = FaultsAsync(cluster, balancer, workspace, over.Token);
        await using var publisher = new NumberedPublisher(cluster.LinePorts, workspace.Time);
        var memory = 0L;
        var started = workspace.Time.GetTimestamp();
        for (var batch = 0; batch < batches; batch++)
        {
            var due = (batch * s_publishEvery) - workspace.Time.GetElapsedTime(started);
            if (due > TimeSpan.Zero)
            {
                await Task.Delay(due, workspace.Time, cancellationToken);
            }

            foreach (var (priority, count) in s_batch)
            {
                await publisher.PublishAsync(priority, batch * count, count, cancellationToken);
            }

            memory = Math.Max(memory, batch % 40 == 0 ? cluster.Memory : 0);
        }

        await over.CancelAsync();
        var counts = await faults;
        try
        {
            await Task.WhenAll(following).WaitAsync(s_patience, workspace.Time, cancellationToken);
        }
        catch (TimeoutException)
        {
            Console.Error.WriteLine($"{following.Count(task => !task.IsCompleted)} clients have not got everything.");
        }

        long expected = (long)perFollower * Followers;
        var taken = followers.Sum(follower => (long)follower.Taken);
        var latencies = followers.SelectMany(follower => follower.Latencies).ToList();
        return new Report("Soak with faults", workspace.Time)
            .Paragraph($"{Followers} clients of the .NET library follow two silos (Redis and PostgreSQL) through a proxy for {time.TotalMinutes:0.#} minutes, while "
                + $"{perFollower:#,0} events of four priorities are published and a fault is made every {s_faultEvery.TotalSeconds:0} s. A client counts a number that is passed over as lost and one that comes again as repeated.")
            .Table(
                ["", "count"],
                [
                    ["published and acknowledged", Numbers.Count(perFollower)],
                    ["said again because no answer came", Numbers.Count(publisher.Again)],
                    ["to be delivered", Numbers.Count(expected)],
                    ["delivered", Numbers.Count(taken)],
                    ["lost", Numbers.Count(expected - taken)],
                    ["passed over, that is lost or out of order", Numbers.Count(followers.Sum(follower => (long)follower.PassedOver))],
                    ["repeated", Numbers.Count(followers.Sum(follower => (long)follower.Repeated))],
                    ["clients that ended with an error", Numbers.Count(following.Count(task => task.IsFaulted))],
                    ["silos that ended by themselves and were started again", Numbers.Count(cluster.Ended)],
                    ["most memory of a silo, MB", Numbers.Megabytes(memory)],
                    ["from an event to a client, median, ms", Numbers.Decimal(latencies.Median())],
                    ["from an event to a client, 90th percentile, faults included, ms", Numbers.Decimal(latencies.Percentile(90))],
                    ["from an event to a client, 99th percentile, faults included, ms", Numbers.Decimal(latencies.Percentile(99))],
                ])
            .Table(["fault", "times"], counts.Select(fault => new[] { fault.Key, Numbers.Count(fault.Value) }));
    }

    private static async Task<Dictionary<string, int>> FaultsAsync(SoakCluster cluster, Balancer balancer, Workspace workspace, CancellationToken over)
    {
        // A fault that has begun is ended: the cluster is whole when this returns.
        (string Name, Func<Task> Make)[] faults =
        [
            ("kill -9 of silo 1, started again after 3 s", () => cluster.KillSiloAsync(0, CancellationToken.None)),
            ("all connections of the clients cut", () =>
            {
                balancer.CutAll();
                return Task.CompletedTask;
            }),
            ("silo 2 frozen for 5 s (SIGSTOP)", () => cluster.FreezeSiloAsync(1, TimeSpan.FromSeconds(5), CancellationToken.None)),
            ("kill -9 of silo 2, started again after 3 s", () => cluster.KillSiloAsync(1, CancellationToken.None)),
            ("all sessions of the database ended", () => cluster.DropDatabaseSessionsAsync(CancellationToken.None)),
            ("Redis killed, started again after 1 s", () => cluster.RestartRedisAsync(CancellationToken.None)),
        ];
        var counts = faults.ToDictionary(fault => fault.Name, _ => 0);
        for (var next = 0; ; next++)
        {
            await Task.Delay(s_faultEvery, workspace.Time, over).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (over.IsCancellationRequested)
            {
                return counts;
            }

            await cluster.StartEndedAsync(CancellationToken.None);
            var (name, make) = faults[next % faults.Length];
            Console.WriteLine($"{workspace.Time.GetUtcNow():HH:mm:ss} {name}");
            await make();
            counts[name]++;
        }
    }
}
