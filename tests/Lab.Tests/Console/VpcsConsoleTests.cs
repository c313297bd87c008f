using System.Text.Json.Nodes;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Console;

/// <summary>The console of a virtual PC, against the bytes recorded from a real one.</summary>
public sealed class VpcsConsoleTests : IAsyncLifetime
{
    private const string Prompt = "\rPC1> ";

    private LabServer _lab = null!;
    private LabClient _client = null!;
    private string _nodes = "";

    public async ValueTask InitializeAsync()
    {
        _lab = await LabServer.StartAsync(LabServerFixture.Options with { Topology = "empty" }, cancellationToken: TestContext.Current.CancellationToken);
        _client = new LabClient(_lab.Url);
        _nodes = $"/v2/projects/{_lab.Projects.Create("consoles").Id}/nodes";
        // The recorded PC was given its mask twice, and took the second one for a gateway.
        var first = await CreateAsync("PC1", "set pcname PC1\nip 10.0.0.1/24 255.255.255.0\n");
        var second = await CreateAsync("PC2", "set pcname PC2\nip 10.0.0.2/24\n");
        await _client.PostAsync(_nodes.Replace("/nodes", "/links", StringComparison.Ordinal), new JsonObject { ["nodes"] = new JsonArray(End(first), End(second)) });
        await _client.SendAsync("POST", _nodes + "/start");
        using var booted = await ConsoleReader.ConnectAsync(Port("PC2"), "\rPC2> ");
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task The_console_greets_with_the_recorded_negotiation()
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"));

        Assert.Equal("FFFB01FFFB03FFFB00FFFD00", Convert.ToHexString(await console.TakeAsync(12)));
    }

    [Theory]
    [InlineData("show ip")]
    [InlineData("show ip all")]
    [InlineData("show version")]
    public async Task The_console_answers_with_the_recorded_bytes(string command)
    {
        var recording = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Recordings", "vpcs-console.json"), TestContext.Current.CancellationToken))!.AsArray();
        var asked = recording.Select((turn, index) => (Turn: turn!, index)).First(turn => turn.Turn["from"]!.GetValue<string>() == "client" && turn.Turn["text"]!.GetValue<string>().Trim() == command).index;
        var recorded = System.Text.Encoding.Latin1.GetString(Convert.FromHexString(recording[asked + 1]!["hex"]!.GetValue<string>()));
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);

        var answer = await console.AskAsync(command, Prompt);

        // The ports of the UDP tunnels belong to the machine of the recording.
        Assert.Equal(recorded.Replace("20002", "20000", StringComparison.Ordinal).Replace("20003", "20001", StringComparison.Ordinal), answer);
    }

    [Fact]
    public async Task A_ping_fills_the_arp_table()
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);

        var ping = await console.AskAsync("ping 10.0.0.2 -c 1", Prompt);
        var arp = await console.AskAsync("show arp", Prompt);

        Assert.Matches(@"^ping 10\.0\.0\.2 -c 1\r\n\r\n84 bytes from 10\.0\.0\.2 icmp_seq=1 ttl=64 time=\d\.\d{3} ms\r\n\r\n\rPC1> $", ping);
        Assert.Matches(@"^show arp\r\n\r\n00:50:79:66:68:01  10\.0\.0\.2 expires in \d+ seconds \r\n\r\n\rPC1> $", arp);
    }

    [Theory]
    [InlineData("bogus", "Bad command: \"bogus\". Use ? for help.\r\n")]
    [InlineData("ping 10.0.0.77 -c 1", "\r\nhost (10.0.0.77) not reachable\r\n")]
    [InlineData("ip 300.1.1.1/24", "Invalid address\r\n")]
    [InlineData("set bogus", "Invalid command.\r\n")]
    [InlineData("save", "Saving startup configuration to startup.vpc\r\n.  done\r\n")]
    [InlineData("ip 10.0.0.9/16 10.0.0.254", "Checking for duplicate address...\r\nPC1 : 10.0.0.9 255.255.0.0 gateway 10.0.0.254\r\n")]
    public async Task Commands_answer_as_the_real_one_was_seen_to(string command, string answer)
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);

        Assert.Equal($"{command}\r\n{answer}\r\n{Prompt}", await console.AskAsync(command, Prompt));
    }

    [Fact]
    public async Task A_second_client_sees_the_same_screen()
    {
        using var first = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);
        using var second = await ConsoleReader.ConnectAsync(Port("PC1"));
        await second.TakeAsync(12);

        var typed = await first.AskAsync("show ip", Prompt);

        Assert.Equal(typed, await second.UntilAsync(Prompt));
    }

    [Fact]
    public async Task A_ping_does_not_pass_a_suspended_link()
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);
        var link = (await _client.GetAsync(_nodes.Replace("/nodes", "/links", StringComparison.Ordinal)))[0]!["link_id"]!.GetValue<string>();
        await _client.SendAsync("PUT", $"{_nodes.Replace("/nodes", "/links", StringComparison.Ordinal)}/{link}", new JsonObject { ["suspend"] = true });

        Assert.Contains("not reachable", await console.AskAsync("ping 10.0.0.2 -c 1", Prompt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_ping_does_not_reach_a_stopped_node()
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);
        _lab.Nodes.Stop(_lab.State.NodeNamed("consoles", "PC2"));

        Assert.Contains("not reachable", await console.AskAsync("ping 10.0.0.2 -c 1", Prompt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_interrupt_ends_a_ping()
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);
        await console.TypeAsync("ping 10.0.0.2 -t\r\n");
        await console.UntilAsync("icmp_seq=1");

        await console.TypeAsync("\x03");

        Assert.EndsWith($"^C\r\n{Prompt}", await console.UntilAsync(Prompt), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_console_listens_only_while_its_node_runs()
    {
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);

        _lab.Nodes.Stop(_lab.State.NodeNamed("consoles", "PC1"));

        Assert.True(await console.IsClosedAsync());
        await Assert.ThrowsAnyAsync<System.Net.Sockets.SocketException>(() => ConsoleReader.ConnectAsync(Port("PC1")));
    }

    [Fact]
    public async Task A_console_survives_garbage_and_a_flood()
    {
        using var vandal = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);
        var garbage = new byte[1 << 20];
        new Random(7).NextBytes(garbage);
        for (var index = 0; index < garbage.Length; index++)
        {
            if (garbage[index] == 3) garbage[index] = 0xFF;
        }

        await vandal.TypeAsync(garbage);
        vandal.Dispose();
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"));
        var calm = console.UntilAsync("\ncalm\r\n");
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        // What is typed while the keyboard is full of garbage is lost, so it is typed until it is answered.
        while (!calm.IsCompleted && await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken)) await console.TypeAsync("\x15\r\necho calm\r\n");
        await calm;

        Assert.Contains("IP/MASK     : 10.0.0.1/24", await console.AskAsync("show ip", "MTU"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_that_hangs_accepts_a_client_and_never_answers_until_it_goes_on()
    {
        var node = _lab.State.NodeNamed("consoles", "PC1");
        using var before = await ConsoleReader.ConnectAsync(Port("PC1"), Prompt);
        _lab.Faults.Freeze(node.Id);
        using var console = await ConsoleReader.ConnectAsync(Port("PC1"));
        await console.TakeAsync(12);
        await console.TypeAsync("lost\r\n");
        using var other = await ConsoleReader.ConnectAsync(Port("PC2"), "\rPC2> ");

        Assert.Contains("not reachable", await other.AskAsync("ping 10.0.0.1 -c 1", "\rPC2> "), StringComparison.Ordinal);
        Assert.Equal("started", (await _client.GetAsync($"{_nodes}/{node.Id}"))["status"]!.GetValue<string>());
        _lab.Faults.Thaw(node.Id);
        Assert.Equal($"show echo\r\n\r\nEcho Off\r\nForeground color: default\r\nBackground color: default\r\n\r\n{Prompt}", await console.AskAsync("show echo", Prompt));
    }

    private int Port(string name) => _lab.State.NodeNamed("consoles", name).ConsolePort!.Value;

    private async Task<string> CreateAsync(string name, string script)
        => (await _client.PostAsync(_nodes, new JsonObject
        {
            ["name"] = name,
            ["node_type"] = "vpcs",
            ["compute_id"] = "local",
            ["properties"] = new JsonObject { ["startup_script"] = script },
        }))["node_id"]!.GetValue<string>();

    private static JsonObject End(string node) => new() { ["node_id"] = node, ["adapter_number"] = 0, ["port_number"] = 0 };
}
