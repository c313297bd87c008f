using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Nms.Gns3;
using Nms.Protocols.Gns3.Tests.Scripted;

namespace Nms.Protocols.Gns3.Tests;

/// <summary>Servers that do what no server should.</summary>
public sealed class Gns3ClientFaultTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_port_where_nobody_listens_is_unreachable()
    {
        using var client = Gns3TestClient.For(PortOfNobody());

        var failure = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));

        Assert.Equal(Gns3FailureKind.Unreachable, failure.Kind);
        Assert.Null(failure.Status);
        Assert.Contains("Connection refused", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_unreachable()
    {
        using var client = Gns3TestClient.For(new Uri("http://no-such-host.invalid:3080"), options => options with { MaxRetries = 0 });

        Assert.Equal(Gns3FailureKind.Unreachable, (await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled))).Kind);
    }

    [Fact]
    public async Task A_server_that_accepts_and_never_answers_times_out()
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.StaySilentAsync();
        });
        using var client = Gns3TestClient.For(server.Url, options => options with { MaxRetries = 0 }, time);

        var call = client.GetVersionAsync(Cancelled);
        await asked.Task.WaitAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(10));
        var failure = await Gns3TestClient.FailureOf(() => call);

        Assert.Equal(Gns3FailureKind.TimedOut, failure.Kind);
        Assert.Contains("within 10 s", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false, 30)]
    [InlineData(true, 120)]
    public async Task A_command_has_its_own_limit_and_is_sent_once(bool isLong, int seconds)
    {
        var time = new FakeTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            asked.SetResult();
            await connection.StaySilentAsync();
        });
        using var client = Gns3TestClient.For(server.Url, time: time);

        Task call = isLong ? client.OpenProjectAsync(Guid.Empty, Cancelled) : client.StartNodeAsync(Guid.Empty, Guid.Empty, Cancelled);
        await asked.Task.WaitAsync(Cancelled);
        time.Advance(TimeSpan.FromSeconds(seconds - 1));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        var failure = await Gns3TestClient.FailureOf(() => call);

        Assert.Equal(Gns3FailureKind.TimedOut, failure.Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task An_answer_that_drips_is_cut_off_by_the_limit_of_the_attempt()
    {
        var time = new FakeTimeProvider();
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.BeginChunkedAsync();
            while (true)
            {
                await connection.WriteChunkAsync(" ");
                time.Advance(TimeSpan.FromSeconds(1));
            }
        });
        using var client = Gns3TestClient.For(server.Url, options => options with { MaxRetries = 0 }, time);

        Assert.Equal(Gns3FailureKind.TimedOut, (await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled))).Kind);
    }

    [Fact]
    public async Task The_callers_own_cancellation_is_a_cancellation()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await caller.CancelAsync();
            await connection.StaySilentAsync();
        });
        using var client = Gns3TestClient.For(server.Url);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => client.GetVersionAsync(caller.Token));

        Assert.Equal(Gns3CircuitState.Closed, client.CircuitState);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n")]
    [InlineData("\0\0\0\0\0\0\0\0\r\n\r\n")]
    public async Task A_server_that_speaks_something_else_is_malformed(string said)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(said);
        });
        using var client = Gns3TestClient.For(server.Url);

        Assert.Equal(Gns3FailureKind.Malformed, (await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled))).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Le")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"version\"")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n{\"vers")]
    public async Task An_answer_that_breaks_off_is_unreachable(string said)
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync(said);
        });
        using var client = Gns3TestClient.For(server.Url);

        var failure = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));

        Assert.Equal(Gns3FailureKind.Unreachable, failure.Kind);
        Assert.Equal(3, client.Statistics.Requests);
    }

    [Fact]
    public async Task A_connection_reset_in_the_answer_is_unreachable()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.BeginChunkedAsync();
            connection.Reset();
        });
        using var client = Gns3TestClient.For(server.Url);

        Assert.Equal(Gns3FailureKind.Unreachable, (await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled))).Kind);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"version\":2}")]
    [InlineData("<html>Welcome to nginx!</html>")]
    public async Task An_answer_that_is_not_what_was_asked_for_is_malformed(string body)
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200, body));
        using var client = Gns3TestClient.For(server.Url);

        var failure = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));

        Assert.Equal(Gns3FailureKind.Malformed, failure.Kind);
        Assert.Single(server.Requests);
        Assert.Equal(1, client.Statistics.Failures);
    }

    [Fact]
    public async Task A_body_that_announces_more_than_the_limit_is_not_read()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n");
            await connection.StaySilentAsync();
        });
        using var client = Gns3TestClient.For(server.Url);

        Assert.Equal(Gns3FailureKind.TooLarge, (await Gns3TestClient.FailureOf(() => client.ListProjectsAsync(Cancelled))).Kind);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off_at_the_limit()
    {
        await using var server = ScriptedServer.Start(async connection =>
        {
            await connection.ReadRequestAsync();
            await connection.BeginChunkedAsync();
            while (true)
                await connection.WriteChunkAsync(new string(' ', 4096));
        });
        using var client = Gns3TestClient.For(server.Url, options => options with { MaxResponseBytes = 1024 * 1024 });

        var failure = await Gns3TestClient.FailureOf(() => client.ListProjectsAsync(Cancelled));

        Assert.Equal(Gns3FailureKind.TooLarge, failure.Kind);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Ids_that_are_no_uuids_cost_only_their_element()
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200, """
            [{"project_id":"d1445e18-f566-43c0-aaff-49bdc9e749ff","name":"demo"},{"project_id":"demo","name":"bad"},7]
            """));
        using var client = Gns3TestClient.For(server.Url);

        var projects = await client.ListProjectsAsync(Cancelled);

        Assert.Equal("demo", Assert.Single(projects).Name);
        Assert.Equal(2, projects.Skipped);
        Assert.Equal(2, client.Statistics.SkippedElements);
    }

    [Fact]
    public async Task Credentials_are_sent_as_basic_and_a_401_is_unauthorized()
    {
        await using var server = ScriptedServer.Answering(request => request.Headers.TryGetValue("Authorization", out var given)
            && given == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("admin:pässword"))
                ? new ScriptedAnswer(200, """{"version":"2.2.59"}""")
                : new ScriptedAnswer(401, null, "WWW-Authenticate: Basic realm=\"GNS3 server\"\r\n"));
        using var right = Gns3TestClient.For(server.Url, options => options with { User = "admin", Password = "pässword" });
        using var wrong = Gns3TestClient.For(server.Url, options => options with { User = "admin", Password = "x" });

        Assert.Equal("2.2.59", (await right.GetVersionAsync(Cancelled)).Version);
        var failure = await Gns3TestClient.FailureOf(() => wrong.GetVersionAsync(Cancelled));

        Assert.Equal((Gns3FailureKind.Unauthorized, HttpStatusCode.Unauthorized), (failure.Kind, failure.Status));
        Assert.DoesNotContain("x", failure.Request!.Replace("/v2/version", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(302, null, "Location: http://127.0.0.1:1/\r\n"));
        using var client = Gns3TestClient.For(server.Url);

        Assert.Equal(HttpStatusCode.Found, (await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled))).Status);
    }

    [Theory]
    [InlineData("../start")]
    [InlineData("a/../../start")]
    [InlineData("./x")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("")]
    [InlineData("a\0b")]
    [MemberData(nameof(LongPath))]
    public async Task A_file_path_that_leads_elsewhere_is_not_sent(string path)
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200));
        using var client = Gns3TestClient.For(server.Url);

        Assert.Equal(Gns3FailureKind.BadRequest, (await Gns3TestClient.FailureOf(() => client.ReadNodeFileAsync(Guid.Empty, Guid.Empty, path, cancellationToken: Cancelled))).Kind);
        Assert.Equal(Gns3FailureKind.BadRequest, (await Gns3TestClient.FailureOf(() => client.WriteNodeFileAsync(Guid.Empty, Guid.Empty, path, default, Cancelled))).Kind);
        Assert.Empty(server.Requests);
    }

    [Theory]
    [InlineData("startup.vpc", "startup.vpc")]
    [InlineData("configs/a b?#.cfg", "configs/a%20b%3F%23.cfg")]
    [InlineData("%2e%2e/start", "%252e%252e/start")]
    [InlineData("..\\start", "..%5Cstart")]
    public async Task A_file_path_is_escaped(string path, string sent)
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200, "hello"));
        using var client = Gns3TestClient.For(server.Url);

        var content = await client.ReadNodeFileAsync(Guid.Empty, Guid.Empty, path, cancellationToken: Cancelled);

        Assert.Equal("hello"u8.ToArray(), content);
        Assert.EndsWith($"/files/{sent}", Assert.Single(server.Requests).Path, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_json_member_that_cannot_be_written_is_a_bad_request()
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200));
        using var client = Gns3TestClient.For(server.Url);
        var changes = new Gns3NodeChanges { Properties = System.Text.Json.JsonElement.Parse("""{"half":"\ud800"}""") };

        Assert.Equal(Gns3FailureKind.BadRequest, (await Gns3TestClient.FailureOf(() => client.UpdateNodeAsync(Guid.Empty, Guid.Empty, changes, Cancelled))).Kind);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_connection_that_the_handler_gives_up_is_unreachable()
    {
        using var handler = new FakeHandler(_ => throw new TaskCanceledException("The operation was canceled.", new TimeoutException("A connection could not be established within the configured ConnectTimeout.")));
        using var client = new Gns3Client(Gns3TestClient.Options(new Uri("http://gns3.lan")), TimeProvider.System, handler);
        using var reader = new Gns3NotificationReader(Gns3TestClient.Options(new Uri("http://gns3.lan")), TimeProvider.System, handler);

        var failure = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));
        var ofReader = await Gns3TestClient.FailureOf(async () => await reader.ReadControllerAsync(Cancelled).GetAsyncEnumerator(Cancelled).MoveNextAsync());

        Assert.Equal((Gns3FailureKind.Unreachable, Gns3FailureKind.Unreachable), (failure.Kind, ofReader.Kind));
        Assert.Contains("ConnectTimeout", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_read_up_to_the_callers_limit_and_written_as_it_is()
    {
        await using var server = ScriptedServer.Answering(_ => new ScriptedAnswer(200, "0123456789"));
        using var client = Gns3TestClient.For(server.Url);

        var failure = await Gns3TestClient.FailureOf(() => client.ReadNodeFileAsync(Guid.Empty, Guid.Empty, "f", 9, Cancelled));
        await client.WriteNodeFileAsync(Guid.Empty, Guid.Empty, "f", new byte[] { 0, 255, 10 }, Cancelled);

        Assert.Equal(Gns3FailureKind.TooLarge, failure.Kind);
        Assert.Equal([0, 255, 10], server.Requests.Last().Body);
    }

    public static TheoryData<string> LongPath() => [new string('a', 5000)];

    private static Uri PortOfNobody()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");
    }
}
