using System.Text.Json;
using Nms.Access;
using Nms.Nodes;
using Nms.Projects;
using Nms.Workflows;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows.Steps;

/// <summary>Kinds that act on a lab, against the Lab.</summary>
public sealed class LabStepTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nodes_are_stopped_started_and_restarted_and_what_was_done_is_told()
    {
        await using var lab = await StepLab.StartAsync();

        var stopped = await lab.RunAsync("node.stop", new { node_id = "PC1" });
        var started = await lab.RunAsync("node.start", new { node_id = "PC1" });
        var again = await lab.RunAsync("node.start", new { node_id = stopped.GetProperty("node_id").GetString() });
        var restarted = await lab.RunAsync("node.restart", new { node_id = "PC1" });

        Assert.Equal("stopped", Text(stopped, "status"));
        Assert.Equal(("stopped", "started", true), (Text(started, "old_status"), Text(started, "status"), Flag(started, "changed")));
        Assert.Equal(("started", "started", false), (Text(again, "old_status"), Text(again, "status"), Flag(again, "changed")));
        Assert.Equal(("started", "started"), (Text(restarted, "old_status"), Text(restarted, "status")));
        Assert.Equal("Started", lab.Checkpoint?.GetProperty("stopped").GetString());
    }

    [Fact]
    public async Task A_restart_that_is_tried_again_after_the_stop_does_not_stop_again()
    {
        await using var lab = await StepLab.StartAsync();
        await lab.RunAsync("node.start", new { node_id = "PC1" });
        var head = lab.Cluster.Log.Events.Length;

        var output = await lab.RunAsync("node.restart", new { node_id = "PC1" }, attempt: 2, checkpoint: JsonElement.Parse("""{"stopped":"Started"}"""));

        Assert.Equal(("started", "started"), (Text(output, "old_status"), Text(output, "status")));
        Assert.DoesNotContain(lab.Cluster.Log.Events[head..], e => e.Type == "node.stopped");
    }

    [Fact]
    public async Task A_node_that_cannot_be_suspended_fails_the_step()
    {
        await using var lab = await StepLab.StartAsync();
        await lab.RunAsync("node.start", new { node_id = "PC1" });

        var failure = await Assert.ThrowsAsync<NmsTimeoutException>(() => lab.RunAsync("node.suspend", new { node_id = "PC1", timeout = 0 }));

        Assert.Equal("node_status_not_reached", failure.Code);
    }

    [Fact]
    public async Task A_node_is_ready_when_its_console_shows_a_prompt()
    {
        await using var lab = await StepLab.StartAsync();
        await lab.RunAsync("node.start", new { node_id = "PC1" });

        var ready = await lab.RunAsync("node.wait_ready", new { node_id = "PC1" });
        var @switch = await lab.RunAsync("node.wait_ready", new { node_id = "SW1" });
        await lab.RunAsync("node.stop", new { node_id = "PC1" });
        var failure = await Assert.ThrowsAsync<ConflictException>(() => lab.RunAsync("node.wait_ready", new { node_id = "PC1" }));

        Assert.Equal(("console", "PC1>"), (Text(ready, "ready_by"), Text(ready, "seen").Trim()));
        Assert.Equal("status", Text(@switch, "ready_by"));
        Assert.Equal("node_not_started", failure.Code);
    }

    [Fact]
    public async Task A_router_is_ready_when_its_agent_lets_in()
    {
        await using var lab = await StepLab.StartAsync();
        await lab.RunAsync("node.start", new { node_id = "R1" });

        var ready = await lab.RunAsync("node.wait_ready", new { node_id = "R1", by = "snmp", address = "10.10.0.1" });
        var unknown = await Assert.ThrowsAsync<ConflictException>(() => lab.RunAsync("node.wait_ready", new { node_id = "R1", by = "snmp" }));

        Assert.Equal(("snmp", "10.10.0.1"), (Text(ready, "ready_by"), Text(ready, "seen")));
        Assert.Equal("address_unknown", unknown.Code);
    }

    [Fact]
    public async Task Nodes_start_wave_by_wave_and_each_is_up_before_the_next_wave()
    {
        await using var lab = await StepLab.StartAsync();
        await lab.RunAsync("project.stop", new { });
        var head = lab.Cluster.Log.Events.Length;

        var output = await lab.RunAsync("nodes.start", new { waves = new[] { new[] { "PC2" }, ["PC1", "PC3"] }, max_booting = 1 });

        Assert.Equal((3, 3, 3, 0), (Count(output, "total_nodes"), Count(output, "started_nodes"), Count(output, "ready_nodes"), Count(output, "failed_nodes")));
        var nodes = (await lab.TopologyAsync()).Nodes.ToDictionary(node => node.Key.NodeId, node => node.Name);
        Assert.Equal(["PC2", "PC1", "PC3"], lab.Cluster.Log.Events[head..].Where(e => e.Type == "node.started").Select(e => nodes[e.NodeId!.Value]));
        Assert.All(output.GetProperty("nodes").EnumerateArray(), node => Assert.Equal("console", Text(node, "ready_by")));
    }

    [Fact]
    public async Task A_project_is_opened_and_started_as_a_whole()
    {
        await using var lab = await StepLab.StartAsync();
        var closed = await lab.RunAsync("project.close", new { });

        var output = await lab.RunAsync("project.start", new { wait_ready = false });

        Assert.Equal("closed", Text(closed, "status"));
        Assert.Equal(ProjectStatus.Opened, (await lab.Cluster.Grains.Project(lab.ProjectId).GetAsync(Cancelled)).Status);
        Assert.Equal(Count(output, "total_nodes"), Count(output, "started_nodes"));
        Assert.All((await lab.TopologyAsync()).Nodes, node => Assert.Equal(NodeStatus.Started, node.Status));
    }

    [Fact]
    public async Task Nodes_ping_each_other_and_a_slow_link_shows()
    {
        await using var lab = await StepLab.StartAsync();
        var address = Text((await lab.RunAsync("console.run", new { node_id = "PC2", commands = new[] { "show ip" }, expect = "^IP/MASK" })).GetProperty("answers")[0], "text")
            .Split('\n').Single(line => line.StartsWith("IP/MASK", StringComparison.Ordinal)).Split([':', '/'])[2].Trim();
        var inputs = new { from = new[] { "PC1", "IOT1", "SW1" }, to = new[] { address }, count = 2 };
        var pc1 = (await lab.TopologyAsync()).Node("PC1").Key.NodeId;
        var link = (await lab.TopologyAsync()).Links.Single(link => link.Endpoints.Any(end => end.NodeId == pc1)).LinkId;

        var quick = await lab.RunAsync("reachability.matrix", inputs);
        await lab.RunAsync("link.filter", new { link_id = link, latency = 100 });
        var slow = await lab.RunAsync("reachability.matrix", inputs);
        await lab.RunAsync("link.suspend", new { link_id = link });
        var cut = await Assert.ThrowsAsync<ConflictException>(() => lab.RunAsync("reachability.matrix", new { inputs.from, inputs.to, inputs.count, expect = "all" }));

        Assert.Equal((3, 2, 0, 1), (Count(quick, "pair_count"), Count(quick, "reachable_count"), Count(quick, "unreachable_count"), Count(quick, "untested_count")));
        Assert.Equal([("PC1", true), ("IOT1", true), ("SW1", (bool?)null)], Rows(quick));
        Assert.InRange(quick.GetProperty("maximum_rtt_ms").GetDouble(), 0.001, 99);
        Assert.InRange(slow.GetProperty("maximum_rtt_ms").GetDouble(), 100, 300);
        Assert.Equal("reachability_not_as_expected", cut.Code);
        Assert.Contains("PC1", cut.Message, StringComparison.Ordinal);

        static IEnumerable<(string, bool?)> Rows(JsonElement output) => output.GetProperty("rows").EnumerateArray()
            .Select(row => (Text(row, "from"), row.GetProperty("reachable") is { ValueKind: not JsonValueKind.Null } flag ? flag.GetBoolean() : (bool?)null));
    }

    [Fact]
    public async Task Only_permitted_commands_are_typed_and_answers_are_judged()
    {
        await using var lab = await StepLab.StartAsync();

        var forbidden = await Assert.ThrowsAsync<ForbiddenException>(() => lab.RunAsync("console.run", new { node_id = "PC1", commands = new[] { "show ip", "ip 10.9.9.9/24" } }));
        var missing = await Assert.ThrowsAsync<ConflictException>(() => lab.RunAsync("console.run", new { node_id = "PC1", commands = new[] { "show ip" }, expect = "nobody says this" }));
        var unwanted = await Assert.ThrowsAsync<ConflictException>(() => lab.RunAsync("console.run", new { node_id = "PC1", commands = new[] { "show ip" }, expect_not = "GATEWAY" }));
        var pattern = await Assert.ThrowsAsync<ValidationException>(() => lab.RunAsync("console.run", new { node_id = "PC1", commands = new[] { "show ip" }, expect = "(?=x)" }));

        Assert.Equal(
            ("command_not_permitted", "answer_not_as_expected", "answer_not_as_expected", "invalid_input"), (forbidden.Code, missing.Code, unwanted.Code, pattern.Code));
    }

    [Fact]
    public async Task Filters_are_set_and_put_back_even_by_a_second_attempt()
    {
        await using var lab = await StepLab.StartAsync();
        var link = (await lab.TopologyAsync()).Links[0].LinkId;
        await lab.RunAsync("link.filter", new { link_id = link, packet_loss = 5 });

        var bad = await lab.RunAsync("link.filter", new { link_id = link, latency = 80, jitter = 10, bpf = "icmp" });
        var second = await lab.RunAsync("link.filter", new { link_id = link, latency = 80, jitter = 10, bpf = "icmp" }, attempt: 2, checkpoint: lab.Checkpoint);
        var back = await lab.RunAsync("link.filter", new { link_id = link, filters = second.GetProperty("filters_before") });
        var none = await lab.RunAsync("link.filter.clear", new { link_id = link });

        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"delay":[80,10],"bpf":["icmp"]}"""), bad.GetProperty("filters")));
        Assert.Equal("""{"packet_loss":[5]}""", second.GetProperty("filters_before").GetRawText());
        Assert.Equal("""{"packet_loss":[5]}""", back.GetProperty("filters").GetRawText());
        Assert.Equal("{}", none.GetProperty("filters").GetRawText());
    }

    [Fact]
    public async Task A_link_is_suspended_and_resumed()
    {
        await using var lab = await StepLab.StartAsync();
        var link = (await lab.TopologyAsync()).Links[0].LinkId;

        var suspended = await lab.RunAsync("link.suspend", new { link_id = link });
        var resumed = await lab.RunAsync("link.resume", new { link_id = link });

        Assert.Equal((true, true), (Flag(suspended, "suspended"), Flag(suspended, "changed")));
        Assert.Equal((false, true), (Flag(resumed, "suspended"), Flag(resumed, "suspended_before")));
    }

    [Fact]
    public async Task A_snapshot_is_taken_once_however_often_it_is_tried_and_is_restored_and_deleted()
    {
        await using var lab = await StepLab.StartAsync();
        await lab.RunAsync("node.start", new { node_id = "PC1" });

        var taken = await lab.RunAsync("snapshot.create", new { name = "before", stop_nodes = true });
        var again = await lab.RunAsync("snapshot.create", new { name = "before", stop_nodes = true }, attempt: 2, repeated: true);
        var snapshots = await lab.Cluster.Grains.ProjectCommands(lab.ProjectId).ListSnapshotsAsync(Cancelled);
        var runs = (await lab.TopologyAsync()).Nodes.Single(node => node.Name == "PC1");
        var restored = await lab.RunAsync("snapshot.restore", new { snapshot_id = taken.GetProperty("snapshot_id") });
        var former = await lab.RunAsync("node.start", new { node_id = runs.Key.NodeId });
        var deleted = await lab.RunAsync("snapshot.delete", new { snapshot_id = taken.GetProperty("snapshot_id") });
        var missing = await Assert.ThrowsAsync<NotFoundException>(() => lab.RunAsync("snapshot.delete", new { snapshot_id = taken.GetProperty("snapshot_id") }));

        Assert.Equal((false, true), (Flag(taken, "found"), Flag(again, "found")));
        Assert.Single(snapshots);
        Assert.Contains("PC1", taken.GetProperty("restarted").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(NodeStatus.Started, runs.Status);
        Assert.True(Count(restored, "node_count") >= 12);
        Assert.Equal("PC1", Text(former, "name"));
        Assert.True(Flag(deleted, "deleted"));
        Assert.Equal("snapshot_not_found", missing.Code);
    }

    [Fact]
    public async Task A_project_is_read_and_a_node_of_it_discovered()
    {
        await using var lab = await StepLab.StartAsync();
        await lab.RunAsync("node.start", new { node_id = "PC1" });

        var read = await lab.RunAsync("topology.read", new { refresh = true });
        var discovered = await lab.RunAsync("discovery.run", new { node_id = "PC1", snmp = false, reachability = false });
        var again = await lab.RunAsync("discovery.run", new { node_id = "PC1" }, checkpoint: lab.Checkpoint, repeated: true);

        Assert.Equal(Count(read, "node_count"), read.GetProperty("nodes").GetArrayLength());
        Assert.Contains(read.GetProperty("nodes").EnumerateArray(), node => Text(node, "name") == "PC1" && Text(node, "status") == "started");
        Assert.Equal(("completed", 1), (Text(discovered, "status"), Count(discovered, "target_count")));
        Assert.Equal(Text(discovered, "discovery_run_id"), Text(again, "discovery_run_id"));
    }

    [Fact]
    public async Task A_step_does_what_its_principal_may_do_and_nothing_else()
    {
        var principals = new Principals();
        await using var lab = await StepLab.StartAsync(principals);

        principals.May = [new Grant([Permissions.ProjectRead, Permissions.NodeStart], [lab.ProjectId])];
        await lab.RunAsync("node.start", new { node_id = "PC1" });
        var forbidden = await Assert.ThrowsAsync<ForbiddenException>(() => lab.RunAsync("node.stop", new { node_id = "PC1" }));
        principals.May = [new Grant([Permissions.ProjectRead, Permissions.NodeStart], [Guid.NewGuid()])];
        var unseen = await Assert.ThrowsAsync<NotFoundException>(() => lab.RunAsync("node.start", new { node_id = "PC1" }));
        principals.May = null;
        var gone = await Assert.ThrowsAsync<ForbiddenException>(() => lab.RunAsync("node.start", new { node_id = "PC1" }));

        Assert.Equal(("forbidden", "project_not_found", "principal_gone"), (forbidden.Code, unseen.Code, gone.Code));
    }

    [Fact]
    public async Task What_cannot_be_read_is_refused_by_name()
    {
        await using var lab = await StepLab.StartAsync();

        var unknown = await Assert.ThrowsAsync<ValidationException>(() => lab.RunAsync("node.start", new { node_id = "PC1", speed = 3 }));
        var missing = await Assert.ThrowsAsync<ValidationException>(() => lab.RunAsync("node.start", new { }));
        var nobody = await Assert.ThrowsAsync<NotFoundException>(() => lab.RunAsync("node.start", new { node_id = "nobody" }));

        Assert.Equal(("invalid_input", "speed"), (unknown.Code, Assert.Single(unknown.Details).Key));
        Assert.Equal(("invalid_input", "node_id"), (missing.Code, Assert.Single(missing.Details).Key));
        Assert.Equal("node_not_found", nobody.Code);
    }

    private static string Text(JsonElement output, string name) => output.GetProperty(name).GetString()!;

    private static bool Flag(JsonElement output, string name) => output.GetProperty(name).GetBoolean();

    private static int Count(JsonElement output, string name) => output.GetProperty(name).GetInt32();

    private sealed class Principals : IWorkflowPrincipals
    {
        public Grant[]? May { get; set; } = [];

        public ValueTask<Principal?> FindAsync(string principalId, CancellationToken cancellationToken) =>
            ValueTask.FromResult(May is null ? null : new Principal(principalId, "somebody", PrincipalKind.User, [.. May]));
    }
}
