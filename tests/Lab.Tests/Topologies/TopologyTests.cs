using System.Text.Json.Nodes;
using Nms.Lab.Topologies;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Topologies;

/// <summary>The topologies that ship, the generated ones, and what is said about bad ones.</summary>
public sealed class TopologyTests
{
    [Fact]
    public async Task The_large_topology_has_a_thousand_nodes()
    {
        await using var lab = await StartAsync("large");
        using var client = new LabClient(lab.Url);

        var stats = await client.GetAsync($"/v2/projects/{lab.State.ProjectNamed("large").Id}/stats");

        Assert.Equal(1000, stats["nodes"]!.GetValue<int>());
        Assert.True(stats["links"]!.GetValue<int>() >= 1000);
    }

    [Fact]
    public async Task A_generated_topology_follows_from_its_seed()
    {
        await using var first = await StartAsync("generated:nodes=40,seed=7");
        await using var second = await StartAsync("generated:nodes=40,seed=7");
        await using var third = await StartAsync("generated:nodes=40,seed=8");

        Assert.Equal(await NamesAsync(first), await NamesAsync(second));
        Assert.NotEqual(await NamesAsync(first), await NamesAsync(third));
        Assert.Equal(40, (await NamesAsync(third)).Count);
    }

    [Fact]
    public async Task Hosts_of_different_sites_reach_each_other()
    {
        await using var lab = await StartAsync("generated:nodes=48,seed=7");
        var hosts = await NamesAsync(lab);
        var (from, to) = (hosts.First(host => host.StartsWith("PC1-", StringComparison.Ordinal)), hosts.First(host => host.StartsWith("PC3-", StringComparison.Ordinal)));
        using var target = await ConsoleReader.ConnectAsync(lab.State.NodeNamed("generated", to).ConsolePort!.Value, $"\r{to}> ");
        using var console = await ConsoleReader.ConnectAsync(lab.State.NodeNamed("generated", from).ConsolePort!.Value, $"\r{from}> ");
        foreach (var router in new[] { "R1", "R2", "R3" })
        {
            using var booted = await ConsoleReader.ConnectAsync(lab.State.NodeNamed("generated", router).ConsolePort!.Value, $"{router}>");
        }

        var address = $"10.1.2.{int.Parse(to.Split('-')[1], System.Globalization.CultureInfo.InvariantCulture) + 10}";
        Assert.Contains($"84 bytes from {address} icmp_seq=1 ttl=62", await console.AskAsync($"ping {address} -c 1", $"\r{from}> "), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("nowhere", "There is no topology nowhere")]
    [InlineData("generated:nodes=many", "nodes=many")]
    [InlineData("generated:nodes=100000", "1 to 5000 nodes")]
    public async Task A_bad_topology_is_refused_with_the_reason(string topology, string reason)
    {
        var refused = await Assert.ThrowsAsync<InvalidTopologyException>(() => StartAsync(topology));

        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "is not JSON")]
    [InlineData("""{"projects":[{"name":"p","nodes":[{"name":"A","type":"toaster"}]}]}""", "unknown type toaster")]
    [InlineData("""{"projects":[{"name":"p","nodes":[{"name":"A","type":"vpcs"},{"name":"A","type":"vpcs"}]}]}""", "used twice")]
    [InlineData("""{"projects":[{"name":"p","nodes":[{"name":"A","type":"vpcs"}],"links":[{"from":"A e0","to":"B e0"}]}]}""", "no node B")]
    [InlineData("""{"projects":[{"name":"p","nodes":[{"name":"A","type":"vpcs"},{"name":"B","type":"vpcs"}],"links":[{"from":"A e7","to":"B e0"}]}]}""", "no port e7")]
    public async Task A_bad_file_is_refused_with_the_reason(string content, string reason)
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Path.GetRandomFileName()}.json");
        await File.WriteAllTextAsync(path, content, TestContext.Current.CancellationToken);
        try
        {
            Assert.Contains(reason, (await Assert.ThrowsAsync<InvalidTopologyException>(() => StartAsync(path))).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static Task<LabServer> StartAsync(string topology)
        => LabServer.StartAsync(LabServerFixture.Options with { Topology = topology }, cancellationToken: TestContext.Current.CancellationToken);

    private static async Task<List<string>> NamesAsync(LabServer lab)
    {
        using var client = new LabClient(lab.Url);
        return [.. (await client.GetAsync($"/v2/projects/{lab.State.ProjectNamed("generated").Id}/nodes")).AsArray().Select((JsonNode? node) => node!["name"]!.GetValue<string>())];
    }
}
