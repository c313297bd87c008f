using System.Net;
using Microsoft.Extensions.Time.Testing;
using Nms.Gns3;
using Nms.Protocols.Gns3.Tests.Scripted;

namespace Nms.Protocols.Gns3.Tests;

public sealed class Gns3ResilienceTests
{
    private static readonly Gns3ClientOptions Options = Gns3TestClient.Options(new Uri("http://gns3.lan:3080")) with { MaxRetries = 0 };
    private readonly FakeTimeProvider _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(HttpStatusCode.InternalServerError)]
    [InlineData(HttpStatusCode.BadGateway)]
    [InlineData(HttpStatusCode.ServiceUnavailable)]
    [InlineData(HttpStatusCode.GatewayTimeout)]
    public async Task A_read_is_repeated_until_it_succeeds(HttpStatusCode status)
    {
        var answers = new Queue<Func<HttpResponseMessage>>([() => new HttpResponseMessage(status), () => throw new HttpRequestException("gone"), Version]);
        using var handler = new FakeHandler(_ => answers.Dequeue()());
        using var client = new Gns3Client(Options with { MaxRetries = 2 }, _time, handler);

        var version = await client.GetVersionAsync(Cancelled);

        Assert.Equal("2.2.59", version.Version);
        Assert.Equal(new Gns3ClientStatistics(Calls: 1, Requests: 3, Retries: 2, Failures: 0, SkippedElements: 0), client.Statistics);
    }

    [Theory]
    [InlineData(HttpStatusCode.BadRequest)]
    [InlineData(HttpStatusCode.Unauthorized)]
    [InlineData(HttpStatusCode.Forbidden)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task A_read_that_was_answered_is_not_repeated(HttpStatusCode status)
    {
        using var handler = new FakeHandler(_ => new HttpResponseMessage(status));
        using var client = new Gns3Client(Options with { MaxRetries = 2 }, _time, handler);

        await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));

        Assert.Equal(1, handler.Count);
    }

    public static TheoryData<string> Commands() => [.. Gns3CommandCalls.All.Keys];

    [Theory, MemberData(nameof(Commands))]
    public async Task A_command_is_never_repeated(string command)
    {
        using var handler = new FakeHandler(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded));
        using var client = new Gns3Client(Options with { MaxRetries = 2 }, _time, handler);

        var failure = await Gns3TestClient.FailureOf(() => Gns3CommandCalls.All[command](client, Cancelled));

        Assert.Equal(Gns3FailureKind.Unreachable, failure.Kind);
        Assert.Equal(1, handler.Count);
    }

    [Theory, MemberData(nameof(Commands))]
    public async Task A_command_is_not_repeated_by_the_connection_pool_either(string command)
    {
        var commands = 0;
        await using var server = ScriptedServer.Start(async connection =>
        {
            while (await connection.ReadRequestAsync() is { Method: "GET" })
                await connection.AnswerAsync(new ScriptedAnswer(200, """{"version":"2.2.59"}"""));
            Interlocked.Increment(ref commands);
        });
        using var client = Gns3TestClient.For(server.Url);
        await client.GetVersionAsync(Cancelled);

        await Gns3TestClient.FailureOf(() => Gns3CommandCalls.All[command](client, Cancelled));

        Assert.Equal(1, commands);
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_is_not_asked_again_at_once()
    {
        using var handler = new FakeHandler(_ => new HttpResponseMessage(HttpStatusCode.ServiceUnavailable) { Headers = { { "Retry-After", "7" } } });
        using var client = new Gns3Client(Options with { MaxRetries = 2 }, _time, handler);

        var failure = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));

        Assert.Equal(1, handler.Count);
        Assert.Equal((Gns3FailureKind.Overloaded, TimeSpan.FromSeconds(7)), (failure.Kind, failure.RetryAfter));
    }

    [Fact]
    public async Task Five_failures_in_a_row_open_the_circuit_for_sixty_seconds()
    {
        using var handler = new FakeHandler(_ => throw new HttpRequestException("gone"));
        using var client = new Gns3Client(Options, _time, handler);
        await FailAsync(client, 4);
        Assert.Equal(Gns3CircuitState.Closed, client.CircuitState);

        await FailAsync(client, 1);
        var refused = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));
        _time.Advance(TimeSpan.FromSeconds(59.9));
        var stillRefused = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));

        Assert.Equal(Gns3CircuitState.Open, client.CircuitState);
        Assert.Equal((Gns3FailureKind.CircuitOpen, TimeSpan.FromSeconds(60)), (refused.Kind, refused.RetryAfter));
        Assert.Equal((Gns3FailureKind.CircuitOpen, TimeSpan.FromSeconds(0.1)), (stillRefused.Kind, stillRefused.RetryAfter));
        Assert.Equal(5, handler.Count);
    }

    [Fact]
    public async Task Failures_in_a_row_open_the_circuit_however_slowly_they_come()
    {
        using var handler = new FakeHandler(_ => throw new HttpRequestException("gone"));
        using var client = new Gns3Client(Options, _time, handler);

        for (var i = 0; i < 5; i++)
        {
            await FailAsync(client, 1);
            _time.Advance(TimeSpan.FromHours(2));
        }

        handler.Dispose();
        Assert.Equal(Gns3CircuitState.Open, client.CircuitState);
    }

    [Theory]
    [InlineData(HttpStatusCode.OK)]
    [InlineData(HttpStatusCode.NotFound)]
    [InlineData(HttpStatusCode.Conflict)]
    public async Task An_answer_in_between_starts_the_count_again(HttpStatusCode answer)
    {
        var fails = true;
        using var handler = new FakeHandler(_ => fails ? throw new HttpRequestException("gone") : Version(answer));
        using var client = new Gns3Client(Options, _time, handler);

        await FailAsync(client, 4);
        fails = false;
        await Record.ExceptionAsync(() => client.GetVersionAsync(Cancelled));
        fails = true;
        await FailAsync(client, 4);
        Assert.Equal(Gns3CircuitState.Closed, client.CircuitState);
        await FailAsync(client, 1);

        Assert.Equal(Gns3CircuitState.Open, client.CircuitState);
    }

    [Fact]
    public async Task Refusals_never_open_the_circuit()
    {
        using var handler = new FakeHandler(_ => new HttpResponseMessage(HttpStatusCode.Conflict));
        using var client = new Gns3Client(Options, _time, handler);

        await FailAsync(client, 50);

        Assert.Equal(Gns3CircuitState.Closed, client.CircuitState);
        Assert.Equal(50, handler.Count);
    }

    [Fact]
    public async Task A_probe_that_succeeds_closes_the_circuit()
    {
        var fails = true;
        using var handler = new FakeHandler(_ => fails ? throw new HttpRequestException("gone") : Version());
        using var client = new Gns3Client(Options, _time, handler);
        await FailAsync(client, 5);

        _time.Advance(TimeSpan.FromSeconds(60));
        fails = false;
        await client.GetVersionAsync(Cancelled);

        Assert.Equal(Gns3CircuitState.Closed, client.CircuitState);
    }

    [Fact]
    public async Task A_probe_that_fails_opens_the_circuit_for_another_sixty_seconds()
    {
        using var handler = new FakeHandler(_ => throw new HttpRequestException("gone"));
        using var client = new Gns3Client(Options, _time, handler);
        await FailAsync(client, 5);

        _time.Advance(TimeSpan.FromSeconds(60));
        await FailAsync(client, 1);
        _time.Advance(TimeSpan.FromSeconds(59));
        var refused = await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));

        Assert.Equal(Gns3FailureKind.CircuitOpen, refused.Kind);
        Assert.Equal(6, handler.Count);
    }

    [Fact]
    public async Task While_the_probe_is_on_its_way_the_others_are_refused()
    {
        var probe = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var resilience = new Gns3Resilience(Options, _time);
        for (var i = 0; i < 5; i++)
            await Gns3TestClient.FailureOf(() => resilience.ExecuteAsync<int>(Gns3CallKind.Read, "", _ => throw new Gns3ApiException(Gns3FailureKind.Unreachable, ""), Cancelled));
        _time.Advance(TimeSpan.FromSeconds(60));

        var probing = resilience.ExecuteAsync(Gns3CallKind.Read, "", async _ => { await probe.Task; return 1; }, Cancelled);
        var refused = await Gns3TestClient.FailureOf(() => resilience.ExecuteAsync(Gns3CallKind.Read, "", _ => new ValueTask<int>(1), Cancelled));
        var during = resilience.CircuitState;
        probe.SetResult();
        await probing;

        Assert.Equal(Gns3FailureKind.CircuitOpen, refused.Kind);
        Assert.Equal((Gns3CircuitState.HalfOpen, Gns3CircuitState.Closed), (during, resilience.CircuitState));
    }

    [Fact]
    public async Task Callers_who_give_up_do_not_open_the_circuit()
    {
        var resilience = new Gns3Resilience(Options, _time);
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        for (var i = 0; i < 10; i++)
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => resilience.ExecuteAsync(Gns3CallKind.Read, "", _ => new ValueTask<int>(1), cancelled.Token));

        Assert.Equal(Gns3CircuitState.Closed, resilience.CircuitState);
    }

    [Fact]
    public async Task Only_so_many_requests_are_under_way_and_only_so_many_wait()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var (underWay, most) = (0, 0);
        var resilience = new Gns3Resilience(Options with { MaxConcurrentRequests = 2, MaxQueuedRequests = 3 }, _time);
        async ValueTask<int> Attempt(CancellationToken cancelled)
        {
            most = Math.Max(most, Interlocked.Increment(ref underWay));
            await release.Task;
            Interlocked.Decrement(ref underWay);
            return 0;
        }

        var calls = Enumerable.Range(0, 5).Select(_ => resilience.ExecuteAsync(Gns3CallKind.Read, "", Attempt, Cancelled)).ToArray();
        var failure = await Gns3TestClient.FailureOf(() => resilience.ExecuteAsync(Gns3CallKind.Read, "", Attempt, Cancelled));
        release.SetResult();
        await Task.WhenAll(calls);

        Assert.Equal(Gns3FailureKind.Overloaded, failure.Kind);
        Assert.Equal(2, most);
        Assert.Equal(Gns3CircuitState.Closed, resilience.CircuitState);
    }

    [Fact]
    public async Task A_queue_that_does_not_move_times_out_without_blaming_the_server()
    {
        var resilience = new Gns3Resilience(Options with { MaxConcurrentRequests = 1 }, _time);
        var release = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        var slow = resilience.ExecuteAsync(Gns3CallKind.LongCommand, "", _ => new ValueTask<int>(release.Task), Cancelled);

        var waiting = Enumerable.Range(0, 6).Select(_ => resilience.ExecuteAsync(Gns3CallKind.Read, "", _ => new ValueTask<int>(0), Cancelled)).ToArray();
        _time.Advance(TimeSpan.FromSeconds(30));
        foreach (var call in waiting)
            Assert.Equal(Gns3FailureKind.TimedOut, (await Gns3TestClient.FailureOf(() => call)).Kind);
        release.SetResult(1);
        await slow;

        Assert.Equal(Gns3CircuitState.Closed, resilience.CircuitState);
    }

    [Fact]
    public async Task The_wait_before_a_repetition_doubles_with_jitter_up_to_its_limit()
    {
        var options = Options with { MaxRetries = 10, RetryDelay = TimeSpan.FromMilliseconds(200), MaxRetryDelay = TimeSpan.FromSeconds(2), CircuitFailures = 100 };
        var attempts = new List<DateTimeOffset>();
        var next = new SemaphoreSlim(0);
        var resilience = new Gns3Resilience(options, _time, () => 0.5);
        var call = resilience.ExecuteAsync<int>(
            Gns3CallKind.Read,
            "",
            _ =>
            {
                attempts.Add(_time.GetUtcNow());
                next.Release();
                throw new Gns3ApiException(Gns3FailureKind.Unreachable, "");
            },
            Cancelled);

        // The timer of a wait may be armed a moment after its attempt has failed, so the clock goes on until it has fired.
        for (var i = 0; i <= 10 && await next.WaitAsync(TimeSpan.FromSeconds(5), Cancelled); i++)
        {
            while (!call.IsCompleted && next.CurrentCount == 0)
            {
                _time.Advance(TimeSpan.FromMilliseconds(10));
                await Task.Yield();
            }
        }

        Assert.True(call.IsFaulted);
        Assert.True(attempts.Count > 3, $"Only {attempts.Count} attempts were made within the total limit.");
        var waits = attempts.Zip(attempts.Skip(1), (before, after) => after - before).ToArray();
        Assert.InRange(waits[0], TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(500));
        Assert.True(waits[2] > waits[0]);
        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(2.1)));
        await Gns3TestClient.FailureOf(() => call);
    }

    private static HttpResponseMessage Version() => Version(HttpStatusCode.OK);

    private static HttpResponseMessage Version(HttpStatusCode status) => new(status) { Content = new StringContent("""{"version":"2.2.59"}""") };

    private static async Task FailAsync(Gns3Client client, int times)
    {
        for (var i = 0; i < times; i++)
            await Gns3TestClient.FailureOf(() => client.GetVersionAsync(Cancelled));
    }
}
