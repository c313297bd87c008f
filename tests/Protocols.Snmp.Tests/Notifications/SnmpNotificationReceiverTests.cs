using System.Net;
using System.Net.Sockets;
using Nms.Protocols.Snmp.Tests.Codec;
using Nms.Snmp;
using Nms.Snmp.Notifications;
using Nms.Testing.Servers;

namespace Nms.Protocols.Snmp.Tests.Notifications;

/// <summary>Our receiver against snmptrap and snmpinform.</summary>
public sealed class SnmpNotificationReceiverTests(SnmpdServer snmpd) : IAsyncLifetime
{
    private const string LinkDown = "1.3.6.1.6.3.1.1.5.3";
    private static readonly Oid s_ifIndex = Oid.Parse("1.3.6.1.2.1.2.2.1.1.7");

    private SnmpNotificationReceiver _receiver = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private string Address => $"udp:{_receiver.EndPoint}";

    public ValueTask InitializeAsync()
    {
        Assert.SkipWhen(snmpd.SkipReason is not null, snmpd.SkipReason ?? "");
        _receiver = SnmpNotificationReceiver.Start(
            new SnmpNotificationOptions
            {
                EndPoint = new IPEndPoint(IPAddress.Loopback, 0),
                Communities = ["public"],
                Users =
                [
                    new UsmUser("plain"),
                    new UsmUser("signer", AuthProtocol.Sha256, SnmpdServer.AuthPassword),
                    new UsmUser("hider", AuthProtocol.Sha1, SnmpdServer.AuthPassword, PrivacyProtocol.Aes128, SnmpdServer.PrivacyPassword),
                ],
            },
            TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _receiver?.DisposeAsync() ?? ValueTask.CompletedTask;

    [Theory]
    [InlineData("2", LinkDown)]
    [InlineData("6", "1.3.6.1.4.1.9999.0.42")]
    public async Task A_trap_of_SNMPv1_gets_the_form_of_SNMPv2(string generic, string kind)
    {
        await SendAsync("snmptrap", "-v1", "-c", "public", Address, "1.3.6.1.4.1.9999", "10.1.2.3", generic, "42", "4711", s_ifIndex.ToString(), "i", "7");

        var notification = await NextAsync();
        Assert.Equal((SnmpVersion.V1, Oid.Parse(kind), 4711u, false), (notification.Version, notification.Kind, notification.Uptime, notification.IsInform));
        Assert.Equal(IPAddress.Parse("10.1.2.3"), notification.Agent);
        Assert.Equal(new VarBind(s_ifIndex, SnmpValue.Integer32(7)), notification.VarBinds[0]);
    }

    [Theory]
    [InlineData("snmptrap", false)]
    [InlineData("snmpinform", true)]
    public async Task A_notification_of_SNMPv2c_is_handed_on_and_an_inform_answered(string tool, bool isInform)
    {
        // snmpinform ends with an error when nobody answers.
        await SendAsync(tool, "-v2c", "-c", "public", Address, "4711", "1.3.6.1.4.1.4242.0.99", s_ifIndex.ToString(), "i", "7");

        var notification = await NextAsync();
        Assert.Equal((SnmpVersion.V2c, Oid.Parse("1.3.6.1.4.1.4242.0.99"), 4711u, isInform), (notification.Version, notification.Kind, notification.Uptime, notification.IsInform));
        Assert.Equal(IPAddress.Loopback, notification.Agent);
        Assert.Equal(new VarBind(s_ifIndex, SnmpValue.Integer32(7)), Assert.Single(notification.VarBinds));
    }

    [Theory]
    [InlineData("snmptrap", "plain", null, null)]
    [InlineData("snmptrap", "signer", "SHA-256", null)]
    [InlineData("snmptrap", "hider", "SHA", "AES")]
    [InlineData("snmpinform", "plain", null, null)]
    [InlineData("snmpinform", "signer", "SHA-256", null)]
    [InlineData("snmpinform", "hider", "SHA", "AES")]
    public async Task A_notification_of_SNMPv3_comes_from_an_engine_never_seen_before(string tool, string user, string? auth, string? privacy)
    {
        string[] engine = tool == "snmptrap" ? ["-e", "0x8000270F0102030405"] : [];
        await SendAsync(tool, [.. NetSnmp.User(user, auth, privacy), .. engine, Address, "4711", LinkDown, s_ifIndex.ToString(), "i", "7"]);

        var notification = await NextAsync();
        Assert.Equal((SnmpVersion.V3, Oid.Parse(LinkDown), user, tool == "snmpinform"), (notification.Version, notification.Kind, notification.User, notification.IsInform));
        Assert.Equal(privacy is not null ? SecurityLevel.AuthPriv : auth is not null ? SecurityLevel.AuthNoPriv : SecurityLevel.NoAuthNoPriv, notification.Level);
    }

    [Fact]
    public async Task Strangers_forgers_and_downgrades_are_counted_and_dropped()
    {
        await SendAsync("snmptrap", "-v2c", "-c", "other", Address, "1", LinkDown);
        await SendAsync("snmptrap", [.. NetSnmp.User("nobody"), "-e", "0x8000270F0102030405", Address, "1", LinkDown]);
        await SendAsync("snmptrap", [.. NetSnmp.User("signer"), "-e", "0x8000270F0102030405", Address, "1", LinkDown]);
        await SendAsync("snmptrap", "-v3", "-u", "signer", "-l", "authNoPriv", "-a", "SHA-256", "-A", "another-password", "-e", "0x8000270F0102030405", Address, "1", LinkDown);
        Assert.Contains("Timeout", await NetSnmp.RunAsync("snmptrap", ["-Ci", "-t", "1", "-r", "0", .. NetSnmp.User("signer"), Address, "1", LinkDown], Cancelled), StringComparison.Ordinal);
        await SendAsync("snmptrap", "-v2c", "-c", "public", Address, "77", LinkDown);

        Assert.Equal(77u, (await NextAsync()).Uptime);
        Assert.Equal((5, 1), (_receiver.Statistics.Refused, _receiver.Statistics.Accepted));
    }

    [Fact]
    public async Task A_flood_is_bounded_and_what_fitted_is_kept()
    {
        await using var small = SnmpNotificationReceiver.Start(new SnmpNotificationOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), MaxQueued = 5 }, TimeProvider.System);
        using var sender = new UdpClient();
        var trap = new CommunityMessage(SnmpVersion.V2c, "public"u8.ToArray(), new SnmpPdu { Type = PduType.TrapV2 }).Encode();
        for (var i = 0; i < 20; i++)
        {
            await sender.SendAsync(trap, small.EndPoint, Cancelled);
        }

        await Nms.Testing.Eventually.IsTrueAsync(() => Task.FromResult(small.Statistics.Received == 20), () => $"{small.Statistics}", Cancelled);
        Assert.Equal((5, 15), (small.Statistics.Accepted, small.Statistics.Dropped));
    }

    [Fact]
    public async Task Who_is_not_admitted_is_counted_and_not_read()
    {
        await using var closed = SnmpNotificationReceiver.Start(new SnmpNotificationOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), Admits = _ => false }, TimeProvider.System);
        using var sender = new UdpClient();
        await sender.SendAsync("rubbish"u8.ToArray(), closed.EndPoint, Cancelled);

        await Nms.Testing.Eventually.IsTrueAsync(() => Task.FromResult(closed.Statistics.NotAdmitted == 1), () => $"{closed.Statistics}", Cancelled);
        Assert.Equal(0, closed.Statistics.Malformed);
    }

    [Fact]
    public async Task An_inform_left_to_the_reader_is_answered_when_he_says_so()
    {
        await using var receiver = SnmpNotificationReceiver.Start(new SnmpNotificationOptions { EndPoint = new IPEndPoint(IPAddress.Loopback, 0), AnswersInforms = false }, TimeProvider.System);
        var inform = SendAsync("snmpinform", "-v2c", "-c", "public", $"udp:{receiver.EndPoint}", "4711", LinkDown);
        var notification = await receiver.ReadAllAsync(Cancelled).FirstAsync(Cancelled);

        Assert.False(inform.IsCompleted);
        await receiver.AcknowledgeAsync(notification, Cancelled);
        await inform;
    }

    [Fact]
    public void Fifty_thousand_spoiled_notifications_throw_nothing()
    {
        var decoder = new NotificationDecoder(new SnmpNotificationOptions(), TimeProvider.System);
        for (var seed = 0; seed < 50_000; seed++)
        {
            var generator = new MessageGenerator(seed);
            var message = generator.Message();
            message = message.Pdu.Trap is null ? message with { Pdu = message.Pdu with { Type = seed % 2 == 0 ? PduType.TrapV2 : PduType.InformRequest } } : message;
            decoder.Decode(generator.Spoil(message.Encode()), new IPEndPoint(IPAddress.Loopback, 1));
        }
    }

    private static async Task SendAsync(string tool, params string[] arguments)
        => Assert.Equal("", await NetSnmp.RunAsync(tool == "snmpinform" ? "snmptrap" : tool, tool == "snmpinform" ? ["-Ci", .. arguments] : arguments, Cancelled));

    private async Task<SnmpNotification> NextAsync()
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        return await _receiver.ReadAllAsync(patience.Token).FirstAsync(patience.Token);
    }
}
