using System.Text.Json;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>What equipment tells by SNMP, sent by Net-SNMP, is read in the feed of events.</summary>
public sealed class TrapTests(SnmpdServer netSnmp)
{
    private const string LinkDown = "1.3.6.1.6.3.1.1.5.3";
    private const string IfIndex = "1.3.6.1.2.1.2.2.1.1.7";
    private const string Engine = "0x8000270F0102030405";

    private static readonly KeyValuePair<string, string>[] s_settings =
    [
        new("Nms:Health:Interval", "00:00:01"),
        new("Nms:Traps:Enabled", "true"),
        new("Nms:Traps:Listen:0", "127.0.0.1:0"),
        new("Nms:Traps:Communities:0", "our-community"),
        new("Nms:Traps:Users:0:Name", "hider"),
        new("Nms:Traps:Users:0:AuthProtocol", "Sha1"),
        new("Nms:Traps:Users:0:AuthPassword", SnmpdServer.AuthPassword),
        new("Nms:Traps:Users:0:PrivacyProtocol", "Aes128"),
        new("Nms:Traps:Users:0:PrivacyPassword", SnmpdServer.PrivacyPassword),
    ];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Traps_and_informs_of_every_version_become_events()
    {
        Assert.SkipWhen(netSnmp.SkipReason is not null, netSnmp.SkipReason ?? "");
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, s_settings, Cancelled);
        using var hub = new Hub(process);
        var address = $"udp:{(await HealthAsync(hub, health => Detail(health, "listening").Length > 0)).GetProperty("details").GetProperty("listening").GetString()}";

        await SendAsync("-v1", "-c", "our-community", address, "1.3.6.1.4.1.9999", "10.1.2.3", "6", "42", "4711", IfIndex, "i", "7");
        await SendAsync("-v2c", "-c", "our-community", address, "4712", "1.3.6.1.4.1.4242.0.99", IfIndex, "i", "7");
        await SendAsync("-v2c", "-c", "wrong", address, "1", LinkDown);
        await SendAsync([.. NetSnmp.User("hider", "SHA", "AES"), "-e", Engine, address, "4713", LinkDown, IfIndex, "i", "7"]);
        await SendAsync([.. NetSnmp.User("hider"), "-e", Engine, address, "1", LinkDown]);
        // Net-SNMP says when an inform is not answered.
        await SendAsync("-Ci", "-v2c", "-c", "our-community", address, "4714", LinkDown, IfIndex, "i", "7");
        await SendAsync(["-Ci", .. NetSnmp.User("hider", "SHA", "AES"), address, "4715", LinkDown, IfIndex, "i", "7"]);

        // Informs are answered once they are in the log, and what is in the log is read in order.
        var page = await hub.GetAsync("/api/v1/events?types=snmp.trap", Cancelled);
        Assert.Equal(
            [
                ("1.3.6.1.4.1.9999.0.42", null, "1", null, "none", false, "10.1.2.3"),
                ("1.3.6.1.4.1.4242.0.99", null, "2c", null, "none", false, "127.0.0.1"),
                (LinkDown, "IF-MIB::linkDown", "3", "hider", "encrypted", false, "127.0.0.1"),
                (LinkDown, "IF-MIB::linkDown", "2c", null, "none", true, "127.0.0.1"),
                (LinkDown, "IF-MIB::linkDown", "3", "hider", "encrypted", true, "127.0.0.1"),
            ],
            page.GetProperty("events").EnumerateArray().Select(one => one.GetProperty("data")).Select(data => (
                data.GetProperty("trap_oid").GetString(), data.GetProperty("trap_name").GetString(), data.GetProperty("version").GetString(),
                data.GetProperty("user").GetString(), data.GetProperty("security").GetString(), data.GetProperty("inform").GetBoolean(),
                data.GetProperty("agent").GetString())));
        var health = await HealthAsync(hub, health => Detail(health, "recorded") == "5");
        Assert.Equal(("ok", "2", "127.0.0.1"), (health.GetProperty("state").GetString(), Detail(health, "refused"), Detail(health, "last_refused")));
        Assert.DoesNotContain("our-community", process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Settings_are_checked_without_telling_secrets()
    {
        using var folder = new TempFolder();
        var (code, output) = await NmsProcess.RunToEndAsync(
            folder.Path,
            [
                new("Nms:Traps:Enabled", "true"), new("Nms:Traps:Listen:0", "everywhere"), new("Nms:Traps:Communitys:0", "x"),
                new("Nms:Traps:Users:0:Name", "hider"), new("Nms:Traps:Users:0:AuthProtocol", "Sha1"), new("Nms:Traps:Users:0:AuthPassword", "hush-me"),
            ],
            Cancelled,
            "--check-config");

        Assert.Equal(1, code);
        Assert.Contains("Nms:Traps:Listen:0 is 'everywhere'", output, StringComparison.Ordinal);
        Assert.Contains("did you mean Nms:Traps:Communities:0?", output, StringComparison.Ordinal);
        Assert.Contains("Nms:Traps:Users:0: The password of a USM user has at least 8 characters", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush-me", output, StringComparison.Ordinal);
    }

    private static async Task SendAsync(params string[] arguments) => Assert.Equal("", await NetSnmp.RunAsync("snmptrap", arguments, Cancelled));

    private static Task<JsonElement> HealthAsync(Hub hub, Predicate<JsonElement> satisfies) => Eventually.GetsAsync(
        async token => (await hub.GetAsync("/health", token)).GetProperty("dependencies").EnumerateArray().Single(one => one.GetProperty("name").GetString() == "traps"),
        health => satisfies(health),
        TimeSpan.FromSeconds(30),
        health => health.ToString(),
        Cancelled);

    private static string Detail(JsonElement health, string name) => health.GetProperty("details").GetProperty(name).GetString()!;
}
