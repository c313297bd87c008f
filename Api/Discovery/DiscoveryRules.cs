using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Errors;
using Nms.Contracts.Discovery;
using Nms.Discovery;

namespace Nms.Api.Discovery;

/// <summary>What requests about discovery must look like.</summary>
internal static class DiscoveryRules
{
    private const int DeepestCrawl = 16;
    private const int MostConcurrent = 256;
    private const int ShortestPeriod = 60;
    private const int LongestPeriod = 30 * 24 * 60 * 60;
    private const int LongestJitter = 24 * 60 * 60;

    public static ValueTask CheckAsync(StartDiscoveryRequest request, FieldErrors errors, HttpContext context)
    {
        var isLab = request.ProjectId is not null;
        var isRange = request.Ranges is { Count: > 0 } || request.Seeds is { Count: > 0 };
        errors
            .When(!isLab && !isRange, "project_id", "is required, unless ranges or seeds are given")
            .When(isLab && isRange, "ranges", "must be left out for a project: addresses of labs are found in the lab")
            .When(!isLab && request.NodeId is not null, "node_id", "must be left out without project_id")
            .When(isLab && request.CrawlDepth > 0, "crawl_depth", "must be left out for a project")
            .Between("crawl_depth", request.CrawlDepth, 0, DeepestCrawl)
            .Between("max_concurrent", request.MaxConcurrent, 1, MostConcurrent);
        if (isRange && !isLab)
        {
            var check = context.RequestServices.GetRequiredService<IScopeCheck>();
            foreach (var (field, complaint) in check.Complaints(Scope(request)))
            {
                errors.Add(field, complaint);
            }
        }

        return ValueTask.CompletedTask;
    }

    public static async ValueTask CheckAsync(SaveDiscoveryScheduleRequest request, FieldErrors errors, HttpContext context)
    {
        errors.Required("name", request.Name).Required("every_seconds", request.EverySeconds)
            .Between("every_seconds", request.EverySeconds, ShortestPeriod, LongestPeriod)
            .Between("jitter_seconds", request.JitterSeconds, 0, LongestJitter)
            .When(request.Discovery is null, "discovery", "is required");
        if (request.Discovery is { } discovery)
        {
            var inner = new FieldErrors();
            await CheckAsync(discovery, inner, context);
            errors.AddAll("discovery.", inner);
        }
    }

    public static DiscoveryScope Scope(StartDiscoveryRequest request) => new()
    {
        ProjectId = request.ProjectId,
        NodeId = request.NodeId,
        Ranges = [.. request.Ranges ?? []],
        Seeds = [.. request.Seeds ?? []],
        Exclude = [.. request.Exclude ?? []],
        CrawlDepth = request.CrawlDepth ?? (request.Seeds is { Count: > 0 } ? 1 : 0),
    };

    public static DiscoveryRunOptions Options(StartDiscoveryRequest request) => new()
    {
        IncludeSnmp = request.IncludeSnmp ?? true,
        IncludePerformance = request.IncludePerformance ?? true,
        IncludeTopology = request.IncludeTopology ?? true,
        IncludeConsole = request.IncludeConsole ?? true,
        IncludeConfiguration = request.IncludeConfiguration ?? true,
        IncludeReachability = request.IncludeReachability ?? true,
        Traceroute = request.Traceroute ?? false,
        StartIfStopped = request.StartIfStopped ?? false,
        MaxConcurrent = request.MaxConcurrent ?? 0,
    };
}
