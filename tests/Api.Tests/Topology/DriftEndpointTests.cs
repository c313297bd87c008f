using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Xml.Linq;
using Nms.Api.Tests.Fakes;
using Nms.Testing.Servers;
using Nms.Topology;

namespace Nms.Api.Tests.Topology;

public sealed class DriftEndpointTests : ApiTest
{
    private static readonly string s_drift = $"{Project}/topology/drift";

    // Equipment names itself as it likes.
    private const string Hostile = "R\"1\\ <&> 🦊\u0001";

    [Fact]
    public async Task A_project_that_was_not_judged_says_so()
    {
        var problem = await Host.GetAsync(s_drift, 404);

        Assert.Equal("drift_not_judged", problem["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_report_has_counts_items_with_evidence_and_who_is_ambiguous()
    {
        Judge();

        var report = await Host.GetAsync(s_drift);

        Assert.Equal(1, report["counts"]!["confirmed"]!.GetValue<int>());
        Assert.Equal(["confirmed", "seen_not_drawn"], Names(report["items"]!, "state"));
        Assert.Equal("Gi0/1", report["items"]![0]!["a"]!["port"]!.GetValue<string>());
        Assert.Equal("lldp", report["items"]![0]!["evidence"]![0]!["protocol"]!.GetValue<string>());
        Assert.Null(report["items"]![1]!["link_id"]);
        Assert.Equal("No node has the name stranger.", report["ambiguous"]![0]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task One_state_is_shown_and_all_are_counted()
    {
        Judge();

        var report = await Host.GetAsync($"{s_drift}?state=seen_not_drawn");
        var refused = await Host.GetAsync($"{s_drift}?state=broken&format=png", 400);

        Assert.Equal(["seen_not_drawn"], Names(report["items"]!, "state"));
        Assert.Equal(2, report["counts"]!.AsObject().Count);
        Assert.Equal(["format", "state"], refused["details"]!.AsObject().Select(entry => entry.Key).Order());
    }

    [Fact]
    public async Task An_unchanged_report_is_304_and_each_form_has_a_tag_of_its_own()
    {
        Judge();
        using var json = await Host.Http.GetAsync(s_drift, Cancelled);
        using var dot = await Host.Http.GetAsync($"{s_drift}?format=dot", Cancelled);
        using var request = new HttpRequestMessage(HttpMethod.Get, s_drift) { Headers = { IfNoneMatch = { json.Headers.ETag! } } };

        using var same = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.NotEqual(json.Headers.ETag, dot.Headers.ETag);
    }

    [Theory]
    [InlineData("application/graphml+xml")]
    [InlineData("text/vnd.graphviz")]
    [InlineData("application/json")]
    public async Task Accept_decides_where_no_format_is_asked_for(string type)
    {
        Judge();
        using var request = new HttpRequestMessage(HttpMethod.Get, s_drift) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/html", 0.1), new MediaTypeWithQualityHeaderValue(type) } } };

        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task The_GraphML_is_a_graph_of_the_nodes_with_an_edge_for_each_item()
    {
        Judge();
        XNamespace ml = "http://graphml.graphdrawing.org/xmlns";

        var graph = XDocument.Parse(await Host.Http.GetStringAsync($"{s_drift}?format=graphml", Cancelled)).Root!.Element(ml + "graph")!;

        Assert.Equal(["PC1", "R\"1\\ <&> 🦊"], graph.Elements(ml + "node").Select(node => node.Value));
        Assert.Equal(["confirmed", "seen_not_drawn"], graph.Elements(ml + "edge").Select(edge => edge.Elements(ml + "data").First().Value));
        Assert.All(graph.Elements(ml + "edge"), edge => Assert.Contains(graph.Elements(ml + "node"), node => node.Attribute("id")!.Value == edge.Attribute("source")!.Value));
    }

    [Fact]
    public async Task Graphviz_draws_the_DOT()
    {
        Assert.SkipWhen(ServerProcess.Find("dot") is null, ServerProcess.Find("dot") is null ? ServerProcess.Missing("dot is not installed: install the package graphviz.") : "");
        Judge();
        var dot = await Host.Http.GetByteArrayAsync($"{s_drift}?format=dot", Cancelled);

        var svg = await RunAsync("dot", ["-Tsvg"], dot);

        Assert.Equal(2, svg.Split("class=\"node\"").Length - 1);
        Assert.Equal(2, svg.Split("class=\"edge\"").Length - 1);
        Assert.Contains("seen_not_drawn", svg, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Networkx_reads_the_GraphML()
    {
        const string program = "import sys, networkx; graph = networkx.read_graphml(sys.stdin.buffer, force_multigraph=True); print(graph.number_of_nodes(), graph.number_of_edges(), sorted(d['state'] for _, _, d in graph.edges(data=True)))";
        var python = ServerProcess.Find("python3");
        Assert.SkipWhen(python is null || !(await RunAsync("python3", ["-c", "import networkx; print('there')"], [])).StartsWith("there", StringComparison.Ordinal), "networkx is not installed: install the package python3-networkx.");
        Judge();
        var graph = await Host.Http.GetByteArrayAsync($"{s_drift}?format=graphml", Cancelled);

        Assert.Equal("2 2 ['confirmed', 'seen_not_drawn']", (await RunAsync("python3", ["-c", program], graph)).Trim());
    }

    private void Judge()
    {
        var (router, pc) = (new DriftEnd(FakeModel.Router, Hostile, "Gi0/1"), new DriftEnd(FakeModel.Pc, "PC1", null));
        var evidence = new DriftEvidence("lldp", FakeModel.Router, Hostile, "Gi0/1", "PC1", null, Host.Time.GetUtcNow());
        Model.Drift[FakeModel.Campus] = new DriftReport
        {
            ProjectId = FakeModel.Campus,
            JudgedAt = Host.Time.GetUtcNow(),
            TopologyVersion = "v1",
            Items =
            [
                new DriftItem { ItemId = $"link:{FakeModel.Link}", State = DriftState.Confirmed, LinkId = FakeModel.Link, A = router, B = pc, Reason = "They hear each other.", Evidence = [evidence] },
                new DriftItem { ItemId = "seen:a-b", State = DriftState.SeenNotDrawn, A = router, B = pc, Reason = Hostile, Evidence = [evidence] },
            ],
            Ambiguous = [new DriftAmbiguity(evidence with { RemoteName = "stranger" }, "No node has the name stranger.")],
        };
    }

    private static async Task<string> RunAsync(string program, string[] arguments, byte[] input)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var output = process.StandardOutput.ReadToEndAsync(Cancelled);
        var errors = process.StandardError.ReadToEndAsync(Cancelled);
        await process.StandardInput.BaseStream.WriteAsync(input, Cancelled);
        process.StandardInput.Close();
        await process.WaitForExitAsync(Cancelled);
        return await output + (process.ExitCode == 0 ? "" : await errors);
    }
}
