using System.Net;
using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;
using Nms.Api.Tests.Access;

namespace Nms.Api.Tests.Events;

public sealed class EventStreamTests : AccessTest
{
    private const string Stream = "/api/v1/events/stream";

    [Fact]
    public async Task A_stream_greets_and_then_sends_what_happens_with_the_cursor_as_id()
    {
        await using var client = await StreamClient.OpenAsync(Host, Stream);

        var welcome = await client.ReadAsync();
        Host.Log.Append("node.started");
        var first = await client.ReadAsync();

        Assert.Equal("connection_established", welcome.Data["type"]!.GetValue<string>());
        Assert.Equal("node.started", first.Data["event_data"]!["event_type"]!.GetValue<string>());
        Assert.Equal("0.1.0.0", first.Id);
        Assert.Equal(first.Id, first.Data["event_data"]!["cursor"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("2", "after=0", new long[] { 3, 4 })]
    [InlineData(null, "after=3", new long[] { 4 })]
    [InlineData("0.2.0.0", "types=node.*", new long[] { 3 })]
    public async Task A_client_that_comes_back_goes_on_behind_its_last_event(string? lastEventId, string query, long[] expected)
    {
        foreach (var type in new[] { "node.started", "node.stopped", "node.started", "project.opened" })
        {
            Host.Log.Append(type);
        }

        await using var client = await StreamClient.OpenAsync(Host, $"{Stream}?{query}", lastEventId);
        await client.ReadAsync();

        foreach (var sequence in expected)
        {
            Assert.Equal(sequence, (await client.ReadAsync()).Data["event_data"]!["sequence"]!.GetValue<long>());
        }
    }

    [Fact]
    public async Task What_is_no_longer_kept_is_told()
    {
        Host.Log.Append("node.started");
        Host.Log.Append("node.stopped");
        Host.Log.Forget(before: 2);
        await using var client = await StreamClient.OpenAsync(Host, $"{Stream}?after=0");
        await client.ReadAsync();

        Assert.Equal("gap", (await client.ReadAsync()).Data["type"]!.GetValue<string>());
        Assert.Equal(2, (await client.ReadAsync()).Data["event_data"]!["sequence"]!.GetValue<long>());
    }

    [Fact]
    public async Task Silence_is_filled_with_comments()
    {
        await using var client = await StreamClient.OpenAsync(Host, Stream, raw: true);
        while (!(await client.ReadLineAsync()).StartsWith("data:", StringComparison.Ordinal))
        {
        }

        Host.Time.Advance(TimeSpan.FromSeconds(20));

        string line;
        while ((line = await client.ReadLineAsync()).Length == 0)
        {
        }

        Assert.Equal(": heartbeat", line);
    }

    [Fact]
    public async Task A_server_that_stops_says_where_to_go_on()
    {
        await using var client = await StreamClient.OpenAsync(Host, Stream);
        await client.ReadAsync();
        Host.Log.Append("node.started");
        await client.ReadAsync();

        await Host.StopAsync();
        var closed = await client.ReadAsync();

        Assert.Equal(("closed", 1001), (closed.Data["type"]!.GetValue<string>(), closed.Data["code"]!.GetValue<int>()));
        Assert.Equal("0.1.0.0", closed.Data["cursor"]!.GetValue<string>());
    }

    [Fact]
    public async Task Somebody_who_may_follow_no_more_hears_nothing_more()
    {
        var id = await AddUserAsync("olga", "violet-Harbour-88", new { role = "viewer" });
        await using var client = await StreamClient.OpenAsync(Host, Stream, caller: Host.ClientOf("olga", "violet-Harbour-88"));
        await client.ReadAsync();

        await CallAsync(HttpMethod.Patch, $"/api/v1/users/{id}", new { enabled = false }, Administrator);
        await Host.Gateway.JudgeClientsAsync(Cancelled);
        Host.Log.Append("node.started");

        Assert.Equal(("closed", 1008), await client.ReadAsync() is { Data: var data } ? (data["type"]!.GetValue<string>(), data["code"]!.GetValue<int>()) : default);
        Assert.True(await client.IsOverAsync());
    }

    [Fact]
    public async Task Streams_count_against_the_limits_of_sockets()
    {
        await using var host = await ApiHost.StartAsync(options => options.MaxConnectionsPerPrincipal = 1);
        await using (var client = await StreamClient.OpenAsync(host, Stream))
        {
            await client.ReadAsync();
            using var second = await host.Http.GetAsync(Stream, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            using var poll = await host.Http.GetAsync("/api/v1/events?wait=1s", Cancelled);
            Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (second.StatusCode, poll.StatusCode));
        }
    }

    [Fact]
    public async Task A_browser_that_can_send_no_header_comes_with_a_ticket_and_comes_back_with_another()
    {
        Host.Log.Append("node.started");
        var first = await TicketAsync();
        string cursor;
        await using (var client = await StreamClient.OpenAsync(Host, $"{Stream}?after=0&ticket={first}", caller: Host.Anonymous))
        {
            await client.ReadAsync();
            cursor = (await client.ReadAsync()).Id!;
        }

        Host.Log.Append("node.stopped");
        using var used = await Host.Anonymous.GetAsync($"{Stream}?after={cursor}&ticket={first}", HttpCompletionOption.ResponseHeadersRead, Cancelled);
        await using var again = await StreamClient.OpenAsync(Host, $"{Stream}?after={cursor}&ticket={await TicketAsync()}", caller: Host.Anonymous);
        await again.ReadAsync();

        Assert.Equal(HttpStatusCode.Unauthorized, used.StatusCode);
        Assert.Equal(2, (await again.ReadAsync()).Data["event_data"]!["sequence"]!.GetValue<long>());

        async Task<string> TicketAsync() => (await Host.SendAsync(HttpMethod.Post, "/api/v1/auth/ticket", "{}"))["ticket"]!.GetValue<string>();
    }

    [Fact]
    public async Task A_wrong_last_event_id_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Stream) { Headers = { { "Last-Event-ID", "yesterday" } } };
        using var response = await Host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private sealed class StreamClient : IAsyncDisposable
    {
        private readonly HttpResponseMessage _response;
        private readonly StreamReader _reader;
        private readonly IAsyncEnumerator<SseItem<string>>? _items;

        private StreamClient(HttpResponseMessage response, Stream body, bool raw)
        {
            _response = response;
            _reader = new StreamReader(body);
            _items = raw ? null : SseParser.Create(body).EnumerateAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        }

        public static async Task<StreamClient> OpenAsync(ApiHost host, string path, string? lastEventId = null, bool raw = false, HttpClient? caller = null)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (lastEventId is not null)
            {
                request.Headers.Add("Last-Event-ID", lastEventId);
            }

            var response = await (caller ?? host.Http).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            Assert.Equal("text/event-stream", response.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
            return new StreamClient(response, await response.Content.ReadAsStreamAsync(Cancelled), raw);
        }

        public async Task<(string? Id, JsonNode Data)> ReadAsync()
        {
            Assert.True(await _items!.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancelled), "The stream ended.");
            return (_items.Current.EventId, JsonNode.Parse(_items.Current.Data)!);
        }

        public async Task<bool> IsOverAsync() => !await _items!.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancelled);

        public async Task<string> ReadLineAsync() => await _reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(60), Cancelled) ?? "over";

        public async ValueTask DisposeAsync()
        {
            if (_items is not null)
            {
                await _items.DisposeAsync();
            }

            _reader.Dispose();
            _response.Dispose();
        }
    }
}
