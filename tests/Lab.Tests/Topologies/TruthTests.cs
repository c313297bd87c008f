using System.Text.Json.Nodes;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Topologies;

/// <summary>What the Lab tells of itself, which discoveries are held against.</summary>
public sealed class TruthTests
{
    [Fact]
    public async Task A_project_tells_its_subnets_and_which_of_its_consoles_answer()
    {
        await using var lab = await StartAsync("campus");
        using var client = new LabClient(lab.Url);

        var truth = await TruthAsync(client, lab);
        await Eventually.IsTrueAsync(
            async _ => Subnets(truth = await TruthAsync(client, lab)).Contains("10.0.12.0/30: R1, R2"),
            TimeSpan.FromSeconds(30), () => string.Join("; ", Subnets(truth)), TestContext.Current.CancellationToken);

        Assert.Equal(["ADMIN1"], Names(truth, node => node["silent"]!.GetValue<bool>()));
        Assert.Contains("R1", Names(truth, node => node["console_answers"]!.GetValue<bool>()));
        Assert.Empty(Names(truth, node => node["agent"]!.GetValue<bool>() || node["community"] is not null));

        static IEnumerable<string> Subnets(JsonNode truth) => truth["subnets"]!.AsArray().Select(subnet => $"{subnet!["subnet"]}: {string.Join(", ", subnet["nodes"]!.AsArray())}");
    }

    [Fact]
    public async Task A_router_that_serves_DHCP_tells_what_it_leased()
    {
        await using var lab = await StartAsync("campus");
        using var client = new LabClient(lab.Url);
        JsonArray leases = [];

        await Eventually.IsTrueAsync(
            async _ => (leases = Node(await TruthAsync(client, lab), "R1")["leases"]!.AsArray()).Count == 1 || await AskAsync(lab),
            TimeSpan.FromSeconds(30), () => "R1 leased nothing", TestContext.Current.CancellationToken);

        var mac = Node(await TruthAsync(client, lab), "PC3")["interfaces"]![0]!["mac_address"]!.GetValue<string>();
        Assert.Equal(("10.10.0.100", mac), (leases[0]!["address"]!.GetValue<string>(), leases[0]!["mac_address"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_cable_tells_where_it_leads_beside_where_it_is_drawn()
    {
        await using var lab = await StartAsync("miscabled");
        using var client = new LabClient(lab.Url);

        var otherwise = (await TruthAsync(client, lab))["links"]!.AsArray()
            .SelectMany(link => new[] { (Own: link!["ends"]![0]!, Drawn: link["ends"]![1]!), (Own: link["ends"]![1]!, Drawn: link["ends"]![0]!) })
            .Where(end => Text(end.Own["leads_to"]) != Text(end.Drawn))
            .Select(end => $"{Text(end.Own)} -> {Text(end.Own["leads_to"])}").Order(StringComparer.Ordinal);

        Assert.Equal(
            [
                "BR1 Ethernet0/0 -> R1 FastEthernet1/1", "R1 FastEthernet1/1 -> BR1 Ethernet0/0", "R1 FastEthernet2/0 -> R2 FastEthernet0/0",
                "R2 FastEthernet0/0 -> R1 FastEthernet2/0", "SRV1 Ethernet0 -> nowhere", "SW2 Ethernet1 -> nowhere", "SW2 Ethernet2 -> nowhere", "WEB1 eth0 -> HUB1 Ethernet4",
            ],
            otherwise);

        static string Text(JsonNode? end) => end is null ? "nowhere" : $"{end["name"]} {end["interface"]}";
    }

    [Fact]
    public async Task A_project_that_is_not_there_or_not_open_is_refused()
    {
        await using var lab = await StartAsync("campus");
        using var client = new LabClient(lab.Url);

        Assert.Equal(404, (await client.SendAsync("GET", $"/lab/truth?project_id={Guid.Empty}")).Status);
        Assert.Equal(403, (await client.SendAsync("GET", $"/lab/truth?project_id={lab.State.ProjectNamed("branch-office").Id}")).Status);
    }

    private static Task<LabServer> StartAsync(string topology) =>
        LabServer.StartAsync(LabServerFixture.Options with { Topology = topology, Agents = false }, cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<JsonNode> TruthAsync(LabClient client, LabServer lab) =>
        Assert.Single((await client.GetAsync($"/lab/truth?project_id={lab.State.ProjectNamed("campus").Id}"))["projects"]!.AsArray())!;

    private static JsonNode Node(JsonNode truth, string name) => truth["nodes"]!.AsArray().Single(node => node!["name"]!.GetValue<string>() == name)!;

    private static IEnumerable<string> Names(JsonNode truth, Func<JsonNode, bool> which) => truth["nodes"]!.AsArray().Where(node => which(node!)).Select(node => node!["name"]!.GetValue<string>());

    /// <summary>PC3 asks when it boots, and R1 may not have booted then.</summary>
    private static async Task<bool> AskAsync(LabServer lab)
    {
        using var console = await ConsoleReader.ConnectAsync(lab.State.NodeNamed("campus", "PC3").ConsolePort!.Value, "\rPC3> ");
        await console.AskAsync("dhcp", "\rPC3> ");
        return false;
    }
}
