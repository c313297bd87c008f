using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Nms.Client.Access;
using Nms.Contracts.Access;
using Nms.Contracts.Nodes;
using Nms.Contracts.Projects;

namespace Nms.Client.Tests;

public sealed class CallTests : IDisposable
{
    private const string Problem = """
        {"type":"urn:nms:error:node_busy","title":"Conflict","status":409,"detail":"d","instance":"/","error":"d","code":"node_busy",
         "message":"Node R1 is stopping.","details":{"node_id":"is stopping"},"correlation_id":"c-1","trace_id":"t","timestamp":"2026-01-01T00:00:00Z","news":1}
        """;

    private static readonly CancellationToken s_test = TestContext.Current.CancellationToken;
    private static readonly Guid s_project = Guid.Parse("0d8fe4a5-7a6d-4d63-a65d-3a7d2a1c9a11");

    private readonly FakeTimeProvider _time = new();
    private readonly ScriptedHandler _hub = new();

    public void Dispose() => _hub.Dispose();

    [Fact]
    public async Task A_call_carries_credentials_and_every_part_escaped()
    {
        _hub.Answer(HttpStatusCode.OK, """{"projects":[],"total":0}""");
        using var client = Client(NmsCredentials.ApiKey("nms_key"));

        var answer = await client.Projects.ListAsync(name: "a&b=ü", status: ProjectStatus.Opened, refresh: true, limit: 5, cancellationToken: s_test);

        Assert.Empty(answer.Projects);
        var request = Assert.Single(_hub.Requests);
        Assert.Equal("ApiKey nms_key", request.Authorization);
        Assert.Equal("http://hub/nms/api/v1/projects?status=opened&name=a%26b%3D%C3%BC&refresh=true&limit=5", request.Address);
    }

    [Fact]
    public async Task A_name_cannot_reach_another_path_and_a_file_keeps_its_folders()
    {
        _hub.Answer(HttpStatusCode.OK, "{}");
        _hub.Answer(HttpStatusCode.OK, "ip 10.0.0.1");
        using var client = Client();

        await client.Servers.GetAsync("../users?x=", cancellationToken: s_test);
        var file = await client.Nodes.ReadFileAsync(s_project, s_project, "configs/startup config.cfg", s_test);

        Assert.Equal("http://hub/nms/api/v1/servers/..%2Fusers%3Fx%3D", _hub.Requests[0].Address);
        Assert.EndsWith("/files/configs/startup%20config.cfg", _hub.Requests[1].Address, StringComparison.Ordinal);
        Assert.Equal("ip 10.0.0.1", Encoding.UTF8.GetString(file));
    }

    [Fact]
    public async Task What_a_change_does_not_set_is_not_sent()
    {
        _hub.Answer(HttpStatusCode.OK, "{}");
        using var client = Client();

        await client.Nodes.UpdateAsync(s_project, s_project, new UpdateNodeRequest { Name = "R2" }, s_test);

        Assert.Equal("""{"name":"R2"}""", _hub.Requests[0].Body);
    }

    [Fact]
    public async Task A_refusal_tells_code_fields_and_correlation()
    {
        _hub.Answer(HttpStatusCode.Conflict, Problem, "application/problem+json");
        using var client = Client();

        var refused = await Assert.ThrowsAsync<NmsApiException>(() => client.Nodes.StartAsync(s_project, s_project, s_test));

        Assert.Equal((HttpStatusCode.Conflict, "node_busy", "Node R1 is stopping.", "c-1"), (refused.Status, refused.Code, refused.Message, refused.CorrelationId));
        Assert.Equal("is stopping", refused.Details["node_id"]);
    }

    [Theory]
    [InlineData("text/html", "<html>Bad gateway</html>")]
    [InlineData("application/problem+json", "{broken")]
    public async Task Something_else_before_the_platform_is_an_error_with_its_status(string type, string body)
    {
        _hub.Answer(HttpStatusCode.Forbidden, body, type);
        using var client = Client();

        var refused = await Assert.ThrowsAsync<NmsApiException>(() => client.Status.GetAsync(s_test));

        Assert.Equal((HttpStatusCode.Forbidden, null), (refused.Status, refused.Code));
    }

    [Fact]
    public async Task A_read_waits_as_long_as_it_is_told_and_is_tried_again()
    {
        _hub.Answer(HttpStatusCode.TooManyRequests, "", retryAfter: TimeSpan.FromSeconds(7));
        _hub.Fail(new HttpRequestException("connection reset"));
        _hub.Answer(HttpStatusCode.OK, """{"projects":[]}""");
        using var client = Client();

        var reading = client.Projects.ListAsync(cancellationToken: s_test);
        await _hub.SeenAsync(1, s_test);
        _time.Advance(TimeSpan.FromSeconds(6.9));
        Assert.Single(_hub.Requests);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        await _hub.SeenAsync(2, s_test);
        _time.Advance(TimeSpan.FromSeconds(30));

        Assert.Empty((await reading).Projects);
        Assert.Equal(3, _hub.Requests.Count);
    }

    [Fact]
    public async Task A_command_is_sent_once()
    {
        _hub.Answer(HttpStatusCode.ServiceUnavailable, Problem, "application/problem+json");
        using var client = Client();

        await Assert.ThrowsAsync<NmsApiException>(() => client.Projects.OpenAsync(s_project, s_test));

        Assert.Single(_hub.Requests);
    }

    [Fact]
    public async Task A_call_that_takes_too_long_ends_with_a_time_out_that_names_it()
    {
        _hub.Hang();
        using var client = Client();

        var waiting = client.Projects.OpenAsync(s_project, s_test);
        await _hub.SeenAsync(1, s_test);
        _time.Advance(TimeSpan.FromSeconds(100));

        var late = await Assert.ThrowsAsync<TimeoutException>(() => waiting);
        Assert.Contains($"POST api/v1/projects/{s_project}/open", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_export_is_read_as_it_comes()
    {
        _hub.Answer(HttpStatusCode.OK, "a,b\r\n", "text/csv");
        using var client = Client();

        await using var export = await client.Audit.ExportAsync(new AuditFilter { Outcome = AuditOutcome.Refused }, AuditExportFormat.Csv, s_test);
        using var reader = new StreamReader(export);

        Assert.Equal("a,b\r\n", await reader.ReadToEndAsync(s_test));
        Assert.Contains("format=csv&outcome=refused", _hub.Requests[0].Address, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_that_is_none_and_a_name_with_a_colon_are_refused_at_once()
    {
        Assert.Throws<ArgumentException>(() => new NmsClient(new NmsClientOptions { Address = new Uri("ftp://hub") }));
        Assert.Throws<ArgumentException>(() => NmsCredentials.Basic("a:b", "c"));
    }

    private NmsClient Client(NmsCredentials? credentials = null) =>
        new(new NmsClientOptions { Address = new Uri("http://hub/nms"), Credentials = credentials, Time = _time }, _hub);

    /// <summary>Answers in turn what the test says.</summary>
    private sealed class ScriptedHandler : HttpMessageHandler
    {
        private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> _script = new();
        private readonly SemaphoreSlim _seen = new(0);
        private int _waited;

        public List<(string Address, string? Authorization, string? Body)> Requests { get; } = [];

        public void Answer(HttpStatusCode status, string body, string type = "application/json", TimeSpan? retryAfter = null) => _script.Enqueue(_ =>
        {
            var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, type) };
            response.Headers.RetryAfter = retryAfter is { } wait ? new RetryConditionHeaderValue(wait) : null;
            return Task.FromResult(response);
        });

        public void Fail(Exception failure) => _script.Enqueue(_ => Task.FromException<HttpResponseMessage>(failure));

        public void Hang() => _script.Enqueue(async token =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, token);
            throw new InvalidOperationException("It was to hang.");
        });

        /// <summary>Waits for the nth request.</summary>
        public async Task SeenAsync(int nth, CancellationToken cancellationToken)
        {
            for (; _waited < nth; _waited++)
            {
                await _seen.WaitAsync(cancellationToken);
            }
        }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Requests.Add((request.RequestUri!.AbsoluteUri, request.Headers.Authorization?.ToString(),
                request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken)));
            _seen.Release();
            return await _script.Dequeue()(cancellationToken);
        }
    }
}
