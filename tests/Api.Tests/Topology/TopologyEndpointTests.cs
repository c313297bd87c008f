using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;
using Nms.Nodes;

namespace Nms.Api.Tests.Topology;

public sealed class TopologyEndpointTests : ApiTest
{
    private static readonly string s_topology = $"{Project}/topology";

    [Fact]
    public async Task A_topology_holds_the_project_its_nodes_links_drawings_and_counts()
    {
        var topology = await Host.GetAsync(s_topology);

        Assert.Equal("campus", topology["project"]!["name"]!.GetValue<string>());
        Assert.Equal(["R1", "SW1", "PC1", "Cloud1"], Names(topology["nodes"]!));
        Assert.Equal("started", topology["nodes"]![0]!["status"]!.GetValue<string>());
        Assert.Equal(256, topology["nodes"]![0]!["properties"]!["ram"]!.GetValue<int>());
        Assert.Equal("telnet://127.0.0.1:5004", topology["nodes"]![2]!["console"]!["url"]!.GetValue<string>());
        Assert.Equal([10, 2], topology["links"]![0]!["filters"]!["delay"]!.AsArray().Select(value => value!.GetValue<int>()));
        Assert.Equal("<svg>é</svg>", topology["drawings"]![0]!["svg"]!.GetValue<string>());
        Assert.Equal(4, topology["summary"]!["total_nodes"]!.GetValue<int>());
        Assert.Equal(3, topology["summary"]!["nodes_by_status"]!["started"]!.GetValue<int>());
        Assert.Equal(1, topology["summary"]!["nodes_by_type"]!["vpcs"]!.GetValue<int>());
    }

    [Fact]
    public async Task An_answer_says_how_fresh_it_is_and_the_age_moves_while_the_content_stays()
    {
        var first = await Host.GetAsync(s_topology);
        Host.Time.Advance(TimeSpan.FromSeconds(42));
        var second = await Host.GetAsync(s_topology);

        Assert.Equal("2026-05-04T12:00:00+00:00", first["last_update"]!.GetValue<string>());
        Assert.True(first["cached"]!.GetValue<bool>());
        Assert.False(first["stale"]!.GetValue<bool>());
        Assert.Equal(0, first["age_seconds"]!.GetValue<double>());
        Assert.Equal(42, second["age_seconds"]!.GetValue<double>());
        Assert.Equal(1, Model.TopologyCopies);
    }

    [Fact]
    public async Task An_unchanged_topology_is_304_without_a_body_and_a_changed_one_is_sent()
    {
        using var first = await Host.Http.GetAsync(s_topology, Cancelled);
        var tag = first.Headers.ETag!;
        using var same = await AskAsync(tag);
        Model.SetStatus(new NodeKey(FakeModel.Campus, FakeModel.Pc), NodeStatus.Started);
        using var changed = await AskAsync(tag);

        Assert.True(tag.IsWeak);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal(tag, same.Headers.ETag);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync(Cancelled));
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.NotEqual(tag, changed.Headers.ETag);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("\"other\", W/\"v1\"")]
    [InlineData("\"v1\"")]
    public async Task If_None_Match_takes_lists_stars_and_strong_tags(string header)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, s_topology);
        request.Headers.TryAddWithoutValidation("If-None-Match", header);

        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task A_model_that_becomes_stale_is_a_new_answer_for_those_who_ask_with_a_tag()
    {
        using var first = await Host.Http.GetAsync(s_topology, Cancelled);
        Model.Projects[FakeModel.Campus] = Model.Of(FakeModel.Campus) with { Project = Model.Of(FakeModel.Campus).Project with { Live = false } };

        using var response = await AskAsync(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!["stale"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_topology_is_sent_compressed_to_who_wants_it_and_unpacks_to_the_same()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, s_topology);
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("br"));
        request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));

        using var response = await Host.Http.SendAsync(request, Cancelled);
        await using var gzip = new GZipStream(await response.Content.ReadAsStreamAsync(Cancelled), CompressionMode.Decompress);
        var unpacked = await JsonNode.ParseAsync(gzip, cancellationToken: Cancelled);

        Assert.Equal(["gzip"], response.Content.Headers.ContentEncoding);
        Assert.Contains("Accept-Encoding", response.Headers.Vary);
        Assert.True(JsonNode.DeepEquals(await Host.GetAsync(s_topology), unpacked));
    }

    [Fact]
    public async Task Who_refuses_gzip_gets_plain_bytes()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, s_topology);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip;q=0");

        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Empty(response.Content.Headers.ContentEncoding);
    }

    [Fact]
    public async Task All_topologies_come_in_one_answer_with_a_tag_of_their_own()
    {
        using var response = await Host.Http.GetAsync("/api/v1/topology", Cancelled);
        var all = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancelled))!;
        Model.SetStatus(new NodeKey(FakeModel.Campus, FakeModel.Pc), NodeStatus.Started);
        using var changed = await Host.Http.GetAsync("/api/v1/topology", Cancelled);

        Assert.Equal(["archive", "campus"], all["topologies"]!.AsArray().Select(topology => topology!["project"]!["name"]!.GetValue<string>()));
        Assert.Equal(2, all["summary"]!["total_projects"]!.GetValue<int>());
        Assert.Equal(5, all["summary"]!["total_nodes"]!.GetValue<int>());
        Assert.NotEqual(response.Headers.ETag, changed.Headers.ETag);
    }

    [Fact]
    public async Task Refresh_asks_GNS3_and_says_so()
    {
        var topology = await Host.GetAsync($"{s_topology}?refresh=true");

        Assert.False(topology["cached"]!.GetValue<bool>());
        Assert.Equal(1, Model.Refreshes);
        Assert.Equal(1, Host.Statistics.Misses);
    }

    private async Task<HttpResponseMessage> AskAsync(EntityTagHeaderValue tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, s_topology);
        request.Headers.IfNoneMatch.Add(tag);
        return await Host.Http.SendAsync(request, Cancelled);
    }
}
