using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Nms.Silo.Health;
using Nms.Status;

namespace Nms.Silo.Tests.Health;

public sealed class HealthBoardTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly HealthBoard _board;

    public HealthBoardTests()
    {
        var services = new ServiceCollection().AddMetrics().AddLogging();
        services.AddHealthChecks().AddCheck("storage", () => HealthCheckResult.Healthy());
        var provider = services.BuildServiceProvider();
        _board = new HealthBoard(
            provider.GetRequiredService<HealthCheckService>(), provider.GetRequiredService<IMeterFactory>(), _time, NullLogger<HealthBoard>.Instance);
    }

    [Fact]
    public async Task The_first_reader_gets_a_round_of_its_own()
    {
        var summary = await _board.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthState.Ok, summary.State);
        Assert.Equal("storage", Assert.Single(summary.Dependencies).Name);
    }

    [Fact]
    public async Task A_state_is_dated_from_the_round_that_first_found_it()
    {
        var start = _time.GetUtcNow();
        await RoundAsync(HealthStatus.Healthy, HealthStatus.Degraded);
        _time.Advance(TimeSpan.FromSeconds(5));
        await RoundAsync(HealthStatus.Healthy, HealthStatus.Unhealthy);

        var summary = await _board.GetAsync(TestContext.Current.CancellationToken);

        Assert.Equal(HealthState.Critical, summary.State);
        Assert.Equal(start, summary.Find("storage")!.Since);
        Assert.Equal(start.AddSeconds(5), summary.Find("gns3:lab")!.Since);
        Assert.Equal("It is not heard.", summary.Find("gns3:lab")!.Cause);
        Assert.Equal("Start it.", summary.Find("gns3:lab")!.Remedy);
        Assert.Equal("open", Assert.Single(summary.Find("gns3:lab")!.Details).Value);
        Assert.Null(summary.Find("storage")!.Cause);
    }

    private Task RoundAsync(HealthStatus storage, HealthStatus gns3) => _board.PublishAsync(
        new HealthReport(
            new Dictionary<string, HealthReportEntry>
            {
                ["storage"] = new(storage, null, TimeSpan.FromMilliseconds(1), null, null),
                ["gns3:lab"] = new(
                    gns3, "It is not heard.", TimeSpan.FromMilliseconds(2), null,
                    new Dictionary<string, object> { ["circuit"] = "open", [HealthNames.RemedyKey] = "Start it." }),
            },
            TimeSpan.FromMilliseconds(3)),
        TestContext.Current.CancellationToken);
}
