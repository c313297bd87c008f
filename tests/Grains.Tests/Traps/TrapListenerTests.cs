using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Nms.Events;
using Nms.Testing;
using Nms.Testing.Fakes;
using Nms.Traps;

namespace Nms.Grains.Tests.Traps;

/// <summary>A silo that listens, and datagrams written by hand.</summary>
public sealed class TrapListenerTests
{
    private static readonly Dictionary<string, string?> s_settings = new()
    {
        ["Nms:Traps:Enabled"] = "true",
        ["Nms:Traps:Listen:0"] = "127.0.0.1:0",
        ["Nms:Traps:Communities:0"] = "public",
    };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_inform_is_answered_once_its_event_is_in_the_log_and_not_before()
    {
        var refusing = new RefusingEventLog();
        var log = new InMemoryEventLog(new InMemoryEventSignal());
        await using var cluster = await NmsTestCluster.StartAsync(s_settings, configure: services => services.AddSingleton<IEventLog>(refusing));
        var traps = Status(cluster);
        using var sender = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        await sender.SendAsync(Inform("public"), await ListeningAsync(traps), Cancelled);
        await Eventually.IsTrueAsync(() => Task.FromResult(traps.Read().Received == 1), () => $"{traps.Read()}", Cancelled);

        Assert.Equal((0, 0), (traps.Read().Recorded, sender.Available));
        refusing.Accept(log);
        await sender.ReceiveAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancelled);

        var e = Assert.Single(log.Events, e => e.Type == TrapLogic.EventType);
        Assert.Contains("\"trap_oid\":\"1.3.6.1.4.1.4242.0.99\"", e.DataJson, StringComparison.Ordinal);
        Assert.Equal((Guid.Empty, "snmp", 1), (e.ProjectId, e.Source, traps.Read().Recorded));
    }

    [Fact]
    public async Task An_inform_that_comes_again_is_answered_again_and_is_no_second_event()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_settings);
        var traps = Status(cluster);
        using var sender = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var endPoint = await ListeningAsync(traps);
        foreach (var client in new[] { sender, sender, other, sender })
        {
            await client.SendAsync(Inform("public"), endPoint, Cancelled);
            await client.ReceiveAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancelled);
        }

        Assert.Equal((4, 2), (traps.Read().Received, traps.Read().Recorded));
        Assert.Equal(2, cluster.Log.Events.Count(e => e.Type == TrapLogic.EventType));
    }

    [Fact]
    public async Task Who_is_not_believed_is_counted_and_gets_no_answer()
    {
        await using var cluster = await NmsTestCluster.StartAsync(s_settings);
        var traps = Status(cluster);
        using var sender = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var endPoint = await ListeningAsync(traps);
        await sender.SendAsync(Inform("secret"), endPoint, Cancelled);
        await sender.SendAsync("rubbish"u8.ToArray(), endPoint, Cancelled);
        await sender.SendAsync(Inform("public"), endPoint, Cancelled);

        await sender.ReceiveAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Cancelled);

        var report = traps.Read();
        Assert.Equal((3, 1, 1, 1, "127.0.0.1"), (report.Received, report.Recorded, report.Refused, report.Malformed, report.LastRefused));
        Assert.Single(cluster.Log.Events, e => e.Type == TrapLogic.EventType);
        Assert.Equal(0, sender.Available);
    }

    [Fact]
    public async Task An_address_that_cannot_be_listened_to_is_told_and_the_silo_lives()
    {
        using var other = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var taken = other.Client.LocalEndPoint!.ToString();
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(s_settings) { ["Nms:Traps:Listen:1"] = taken });
        var traps = Status(cluster);

        await Eventually.IsTrueAsync(() => Task.FromResult(traps.Read() is { Failures.Length: 1, Listening.Length: 1 }), () => $"{traps.Read()}", Cancelled);

        Assert.StartsWith($"{taken}: ", Assert.Single(traps.Read().Failures), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_listens_unless_it_is_enabled()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());

        Assert.Empty(Status(cluster).Read().Listening);
    }

    /// <summary>An inform of SNMPv2c with sysUpTime.0 and snmpTrapOID.0; every community is to have six letters.</summary>
    private static byte[] Inform(string community) =>
    [
        .. Convert.FromHexString("30410201010406"), .. Encoding.ASCII.GetBytes(community),
        .. Convert.FromHexString("A6340201010201000201003029300E06082B06010201010300430212673017060A2B06010603010104010006092B06010401A1120063"),
    ];

    private static ITrapStatus Status(NmsTestCluster cluster) => cluster.Silos[0].ServiceProvider.GetRequiredService<ITrapStatus>();

    private static async Task<IPEndPoint> ListeningAsync(ITrapStatus traps)
    {
        await Eventually.IsTrueAsync(() => Task.FromResult(traps.Read().Listening is not []), () => $"{traps.Read()}", Cancelled);
        return IPEndPoint.Parse(traps.Read().Listening[0]);
    }
}
