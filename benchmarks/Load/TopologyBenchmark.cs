using System.Text.Json;

namespace Nms.Load;

/// <summary>Reading the model over HTTP, beside the GNS3-compatible server's own API and beside bare Kestrel with the same bytes.</summary>
internal static class TopologyBenchmark
{
    private const int Connections = 16;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        await using var platform = await Platform.StartAsync("large", workspace, cancellationToken);
        using var http = new HttpClient();
        http.DefaultRequestHeaders.Add("Authorization", Platform.Credentials);
        var node = await FirstNodeAsync(platform, http, cancellationToken);
        var ours = new Uri(platform.SiloAddress, $"api/v1/projects/{platform.Project}/topology");
        var ourNode = new Uri(platform.SiloAddress, $"api/v1/projects/{platform.Project}/nodes/{node}");
        var theirs = new Uri(platform.LabAddress, $"v2/projects/{platform.Project}/");

        await using var bytes = await SameBytesAsync(ours, http, workspace, cancellationToken);
        await using var nodeBytes = await SameBytesAsync(ourNode, http, workspace, cancellationToken);

        var topology = new Rounds();
        var one = new Rounds();
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            topology.Ours.Add(await LoadAsync(ours, platform.Silo));
            topology.Bare.Add(await LoadAsync(bytes.Address, bytes.Process));
            topology.Gns3.Add(InTurn(
                await LoadAsync(new Uri(theirs, "nodes"), platform.Lab), await LoadAsync(new Uri(theirs, "links"), platform.Lab)));
            one.Ours.Add(await LoadAsync(ourNode, platform.Silo));
            one.Bare.Add(await LoadAsync(nodeBytes.Address, nodeBytes.Process));
            one.Gns3.Add(await LoadAsync(new Uri(theirs, $"nodes/{node}"), platform.Lab));
        }

        return new Report("Reading the model", workspace.Time)
            .Paragraph($"GET over {Connections} connections from plain sockets, no compression. *GNS3 server* is the Lab with the same project: "
                + "a topology is its nodes and its links, two calls counted as one answer, and it closes the connection after each, as GNS3 does. *Bare Kestrel* answers with the same bytes from memory. "
                + $"CPU is the server's, each answer. Median of {Numbers.Rounds} rounds of {Length.TotalSeconds:0} s, each server in turn.")
            .Table(
                ["what", "server", "answers/s", "ours / server", "CPU µs an answer", "p50 / p99, ms", "bytes"],
                [.. topology.Rows("topology of 1,000 nodes"), .. one.Rows("one node")]);

        Task<HttpLoadResult> LoadAsync(Uri address, ChildProcess server) =>
            HttpLoad.RunAsync(
                address, server, Length, Connections, workspace.Time, cancellationToken, server == platform.Silo ? Platform.Credentials : null);
    }

    private static HttpLoadResult InTurn(HttpLoadResult first, HttpLoadResult second) => new(
        1 / ((1 / first.PerSecond) + (1 / second.PerSecond)),
        first.CpuEach + second.CpuEach,
        first.BodyBytes + second.BodyBytes,
        [first.Latencies.Percentile(50) + second.Latencies.Percentile(50), first.Latencies.Percentile(99) + second.Latencies.Percentile(99)]);

    private static async Task<Guid> FirstNodeAsync(Platform platform, HttpClient http, CancellationToken cancellationToken)
    {
        using var nodes = JsonDocument.Parse(
            await http.GetStringAsync(new Uri(platform.LabAddress, $"v2/projects/{platform.Project}/nodes"), cancellationToken));
        return nodes.RootElement[0].GetProperty("node_id").GetGuid();
    }

    private static async Task<Peer> SameBytesAsync(Uri source, HttpClient http, Workspace workspace, CancellationToken cancellationToken)
    {
        var file = Path.Combine(workspace.NewFolder(), "body");
        await File.WriteAllBytesAsync(file, await http.GetByteArrayAsync(source, cancellationToken), cancellationToken);
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var process = ChildProcess.StartPeer("peer-bytes", $"{address.Port}", file);
        await process.WaitUntilReadyAsync(address, workspace.Time, cancellationToken);
        return new Peer(process, address);
    }

    private sealed class Peer(ChildProcess process, Uri address) : IAsyncDisposable
    {
        public ChildProcess Process => process;

        public Uri Address => address;

        public ValueTask DisposeAsync() => process.DisposeAsync();
    }

    private sealed class Rounds
    {
        public List<HttpLoadResult> Ours { get; } = [];

        public List<HttpLoadResult> Bare { get; } = [];

        public List<HttpLoadResult> Gns3 { get; } = [];

        public IEnumerable<string[]> Rows(string what)
        {
            var ours = Ours.Select(round => round.PerSecond).Median();
            return new[] { ("ours", Ours), ("bare Kestrel", Bare), ("GNS3 server", Gns3) }.Select(server => new[]
            {
                what,
                server.Item1,
                Numbers.Count(server.Item2.Select(round => round.PerSecond).Median()),
                server.Item1 == "ours" ? "" : Numbers.Decimal(ours / server.Item2.Select(round => round.PerSecond).Median()),
                Numbers.Count(server.Item2.Select(round => round.CpuEach.TotalMicroseconds).Median()),
                $"{Numbers.Decimal(server.Item2.Select(round => round.Latencies.Percentile(50)).Median())} / {Numbers.Decimal(server.Item2.Select(round => round.Latencies.Percentile(99)).Median())}",
                Numbers.Count(server.Item2[0].BodyBytes),
            });
        }
    }
}
