using System.Net;
using System.Net.Sockets;
using Nms.Protocols.Snmp.Tests.Codec;
using Nms.Snmp;

namespace Nms.Protocols.Snmp.Tests.Client;

/// <summary>SNMPv3 answers that were changed on their way, into the engine that waits for them.</summary>
public sealed class SnmpV3HostileTests
{
    private const int Requests = 250;
    private const int SpoiledAnswers = 40;

    private static readonly Oid s_name = Oid.Parse("1.3.6.1.2.1.1.5.0");
    private static readonly UsmUser s_user = new("tester", AuthProtocol.Sha256, "auth-password", PrivacyProtocol.Aes128, "privacy-password");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Ten_thousand_changed_answers_do_not_keep_the_true_ones_from_their_callers()
    {
        var seed = 0;
        await using var agent = Agent(IPAddress.Loopback);
        await using var relay = new TamperingRelay(agent.EndPoint, answer =>
            [.. Enumerable.Range(0, SpoiledAnswers).Select(_ => new MessageGenerator(seed++).Spoil(answer)), answer]);
        using var client = new SnmpClient(new SnmpClientOptions(), TimeProvider.System);
        var target = new SnmpTarget(relay.EndPoint, SnmpCredential.User(s_user));

        for (var i = 0; i < Requests; i++)
        {
            var result = await client.GetAsync(target, [s_name], Cancelled);
            Assert.True(result.Succeeded, $"{i}: {result}");
            Assert.Equal("referee", result.VarBinds[0].Value.ToText());
        }

        Assert.True(seed >= Requests * SpoiledAnswers);
        Assert.Equal((0, 0), (client.Statistics.InFlight, client.Statistics.Queued));
    }

    [Fact]
    public async Task Answers_that_come_many_times_are_taken_once()
    {
        await using var agent = Agent(IPAddress.Loopback);
        await using var relay = new TamperingRelay(agent.EndPoint, answer => Enumerable.Repeat(answer, 20));
        for (var i = 0; i < 20; i++)
        {
            using var client = new SnmpClient(new SnmpClientOptions(), TimeProvider.System);

            var result = await client.GetAsync(new SnmpTarget(relay.EndPoint, SnmpCredential.User(s_user)), [s_name], Cancelled);

            Assert.Equal((true, 1), (result.Succeeded, result.Attempts));
        }
    }

    [Fact]
    public async Task When_only_changed_answers_come_the_engine_answers_the_next_true_one()
    {
        var isHostile = false;
        var seed = 0;
        await using var agent = Agent(IPAddress.Loopback);
        await using var relay = new TamperingRelay(agent.EndPoint, answer =>
            isHostile ? Enumerable.Range(0, SpoiledAnswers).Select(_ => new MessageGenerator(seed++).Spoil(answer)).Where(spoiled => !spoiled.SequenceEqual(answer)) : [answer]);
        using var client = new SnmpClient(
            new SnmpClientOptions { InitialTimeout = TimeSpan.FromMilliseconds(100), MinTimeout = TimeSpan.FromMilliseconds(100), Retries = 1 }, TimeProvider.System);
        var target = new SnmpTarget(relay.EndPoint, SnmpCredential.User(s_user));
        Assert.True((await client.GetAsync(target, [s_name], Cancelled)).Succeeded);

        for (var i = 0; i < 10; i++)
        {
            isHostile = true;
            Assert.False((await client.GetAsync(target, [s_name], Cancelled)).Succeeded);
            isHostile = false;
            var result = await client.GetAsync(target, [s_name], Cancelled);
            Assert.True(result.Succeeded, $"{i}: {result}");
        }
    }

    [Fact]
    public async Task An_agent_on_IPv6_is_asked()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This host has no IPv6.");
        await using var agent = Agent(IPAddress.IPv6Loopback);
        using var client = new SnmpClient(new SnmpClientOptions(), TimeProvider.System);

        var result = await client.GetAsync(new SnmpTarget(agent.EndPoint, SnmpCredential.User(s_user)), [s_name], Cancelled);

        Assert.True(result.Succeeded, result.ToString());
        Assert.Equal("referee", result.VarBinds[0].Value.ToText());
    }

    private static SnmpAgent Agent(IPAddress address) => SnmpAgent.Start(
        new SnmpAgentOptions { EndPoint = new IPEndPoint(address, 0), Users = new Dictionary<UsmUser, SnmpAccess> { [s_user] = SnmpAccess.ReadOnly } },
        new SnmpObjectStore([new SnmpObject(s_name, SnmpValue.OctetString("referee"))]),
        TimeProvider.System);
}
