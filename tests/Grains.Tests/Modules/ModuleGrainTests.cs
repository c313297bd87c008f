using System.Net;
using System.Net.Sockets;
using Nms.Events;
using Nms.Modules;
using Nms.Testing;

namespace Nms.Grains.Tests.Modules;

/// <summary>Modules in silos, with a patience that is short.</summary>
public sealed class ModuleGrainTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_critical_module_that_falls_silent_is_told_of_once_and_its_return_once()
    {
        await using var cluster = await StartAsync();
        await cluster.Grains.Modules().RegisterAsync(Registration() with { Critical = true }, Cancelled);

        await WaitAsync(cluster, "module.unhealthy");
        await cluster.Grains.Modules().EnsureWatchingAsync(Cancelled);
        var silent = await cluster.Grains.Module("scanner").FindAsync(Cancelled);
        await cluster.Grains.Module("scanner").BeatAsync(cancellationToken: Cancelled);

        Assert.False(silent!.Healthy);
        var events = Events(cluster).Take(3).ToList();
        Assert.Equal(["module.registered", "module.unhealthy", "module.recovered"], events.Select(e => e.Type));
        Assert.Equal((EventPriority.Critical, "hub"), (events[1].Priority, events[1].Source));
    }

    [Fact]
    public async Task A_health_address_is_asked_and_keeps_a_silent_module_healthy()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var asked = ServeAsync(listener, answers: 8);
        await using var cluster = await StartAsync(("Nms:Outbound:Allowed:0", "127.0.0.0/8"));

        await cluster.Grains.Modules().RegisterAsync(
            Registration() with { HealthUrl = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/health" }, Cancelled);
        await asked.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        Assert.Equal(["module.registered"], Events(cluster).Select(e => e.Type));
    }

    [Fact]
    public async Task An_address_that_callers_may_not_reach_is_not_reached_for_them()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        await using var cluster = await StartAsync();

        await cluster.Grains.Modules().RegisterAsync(
            Registration() with { HealthUrl = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/" }, Cancelled);
        await WaitAsync(cluster, "module.silent");

        Assert.False(listener.Pending());
    }

    [Fact]
    public async Task Modules_and_their_messages_outlive_the_silos()
    {
        var before = await StartAsync();
        await before.Grains.Modules().RegisterAsync(Registration() with { Capabilities = ["scan"] }, Cancelled);
        await before.DisposeAsync();

        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), before: before);

        Assert.Equal(["scan"], Assert.Single(await cluster.Grains.Modules().ListAsync("scan", Cancelled)).Capabilities);
        Assert.Single(await cluster.Grains.Inbox("scanner").ReceiveAsync(10, TimeSpan.Zero, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task There_are_no_more_modules_than_there_may_be()
    {
        await using var cluster = await StartAsync(("Nms:Modules:Maximum", "1"));
        await cluster.Grains.Modules().RegisterAsync(Registration(), Cancelled);

        var error = await Assert.ThrowsAsync<ConflictException>(() => cluster.Grains.Modules().RegisterAsync(Registration() with { Name = "other" }, Cancelled));

        Assert.Equal("too_many_modules", error.Code);
        Assert.False((await cluster.Grains.Modules().RegisterAsync(Registration(), Cancelled)).IsNew);
    }

    private static async Task ServeAsync(TcpListener listener, int answers)
    {
        for (var i = 0; i < answers; i++)
        {
            using var client = await listener.AcceptTcpClientAsync(Cancelled);
            var stream = client.GetStream();
            // The probe asks in one packet.
            _ = await stream.ReadAtLeastAsync(new byte[4096], minimumBytes: 1, cancellationToken: Cancelled);
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray(), Cancelled);
        }
    }

    // With so short a patience a built-in module may be silent too.
    private static IEnumerable<EventEnvelope> Events(NmsTestCluster cluster) =>
        cluster.Log.Events.Where(e => e.DataJson.Contains("scanner", StringComparison.Ordinal));

    private static Task WaitAsync(NmsTestCluster cluster, string type) =>
        cluster.WaitForEventsAsync(_ => Events(cluster).Any(e => e.Type == type), type, Cancelled);

    private static Task<NmsTestCluster> StartAsync(params (string Key, string Value)[] more) => NmsTestCluster.StartAsync(
        new Dictionary<string, string?>(more.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        {
            ["Nms:Modules:HealthyFor"] = "00:00:02",
            ["Nms:Modules:WatchEvery"] = "00:00:00.05",
            ["Nms:Modules:ProbeEvery"] = "00:00:00.2",
        });

    private static ModuleRegistration Registration() => new() { Name = "scanner", OwnerId = "user:1", OwnerName = "olga" };
}
