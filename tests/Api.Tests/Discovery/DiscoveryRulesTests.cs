using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Discovery;
using Nms.Api.Errors;
using Nms.Contracts.Discovery;
using Nms.Discovery;

namespace Nms.Api.Tests.Discovery;

public sealed class DiscoveryRulesTests
{
    private static readonly Guid s_project = Guid.Parse("11111111-1111-4111-8111-111111111111");

    [Fact]
    public async Task A_project_is_enough() => Assert.Equal(0, (await CheckAsync(new StartDiscoveryRequest(s_project))).Count);

    [Fact]
    public async Task Something_to_look_at_has_to_be_named() => Assert.Equal(["project_id"], (await CheckAsync(new StartDiscoveryRequest())).ToDetails().Keys);

    [Fact]
    public async Task All_that_is_wrong_is_told_at_once()
    {
        var errors = await CheckAsync(new StartDiscoveryRequest(s_project, Ranges: ["10.0.0.0/8"], CrawlDepth: 99, MaxConcurrent: 0));

        Assert.Equal(["crawl_depth", "max_concurrent", "ranges"], errors.ToDetails().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_schedule_is_checked_with_its_run()
    {
        var errors = new FieldErrors();

        await DiscoveryRules.CheckAsync(new SaveDiscoveryScheduleRequest("", 5, new StartDiscoveryRequest(), JitterSeconds: -1), errors, Context());

        Assert.Equal(["discovery.project_id", "every_seconds", "jitter_seconds", "name"], errors.ToDetails().Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_left_out_is_looked_at_and_nothing_is_started()
    {
        var options = DiscoveryRules.Options(new StartDiscoveryRequest(s_project, IncludeSnmp: false));

        Assert.False(options.IncludeSnmp);
        Assert.True(options.IncludeConsole && options.IncludeConfiguration && options.IncludeReachability && options.IncludeTopology && options.IncludePerformance);
        Assert.False(options.StartIfStopped || options.Traceroute);
    }

    private static async Task<FieldErrors> CheckAsync(StartDiscoveryRequest request)
    {
        var errors = new FieldErrors();
        await DiscoveryRules.CheckAsync(request, errors, Context());
        return errors;
    }

    private static DefaultHttpContext Context() => new() { RequestServices = new ServiceCollection().AddSingleton<IScopeCheck>(new Everything()).BuildServiceProvider() };

    private sealed class Everything : IScopeCheck
    {
        public IReadOnlyList<(string Field, string Complaint)> Complaints(DiscoveryScope scope) => [];
    }
}
