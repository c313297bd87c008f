using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Nms.Api.Errors;

namespace Nms.Api.Tests.Errors;

public sealed class ReadRetryTests
{
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(100);

    private readonly FakeTimeProvider _time = new();
    private int _calls;

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_read_is_done_again_while_a_silo_restarts(string method)
    {
        var reading = Retry(_ => _calls < 3 ? throw new SiloUnavailableException("m") : Task.CompletedTask).InvokeAsync(Request(method));

        Assert.False(reading.IsCompleted);
        _time.Advance(s_pause);
        Assert.False(reading.IsCompleted);
        _time.Advance(s_pause);

        await reading;
        Assert.Equal(3, _calls);
    }

    [Fact]
    public async Task A_read_that_fails_for_too_long_fails()
    {
        var reading = Retry(_ => throw new SiloUnavailableException("m")).InvokeAsync(Request("GET"));

        for (var waited = TimeSpan.Zero; waited < TimeSpan.FromSeconds(4); waited += s_pause)
            _time.Advance(s_pause);

        await Assert.ThrowsAsync<SiloUnavailableException>(() => reading);
        Assert.InRange(_calls, 20, 31);
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("DELETE")]
    public async Task A_command_is_never_done_twice(string method)
    {
        await Assert.ThrowsAsync<SiloUnavailableException>(() => Retry(_ => throw new SiloUnavailableException("m")).InvokeAsync(Request(method)));

        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Other_failures_are_told_at_once()
    {
        await Assert.ThrowsAsync<NotFoundException>(() => Retry(_ => throw new NotFoundException("node_not_found", "m")).InvokeAsync(Request("GET")));

        Assert.Equal(1, _calls);
    }

    private ReadRetry Retry(RequestDelegate next) => new(
        context =>
        {
            _calls++;
            return next(context);
        },
        _time,
        NullLogger<ReadRetry>.Instance);

    private static DefaultHttpContext Request(string method) => new() { Request = { Method = method } };
}
