namespace Nms.Load;

/// <summary>What can be measured.</summary>
internal static class Benchmarks
{
    public static IReadOnlyDictionary<string, Func<Workspace, CancellationToken, Task<Report>>> ByName { get; } =
        new Dictionary<string, Func<Workspace, CancellationToken, Task<Report>>>
        {
            ["access"] = AccessBenchmark.RunAsync,
            ["append"] = AppendBenchmark.RunAsync,
            ["discovery-snmp"] = InventoryBenchmark.RunAsync,
            ["event-path"] = EventPathBenchmark.RunAsync,
            ["fan-out"] = FanOutBenchmark.RunAsync,
            ["feed"] = FeedBenchmark.RunAsync,
            ["grains"] = GrainsBenchmark.RunAsync,
            ["hub"] = HubBenchmark.RunAsync,
            ["soak"] = SoakBenchmark.RunAsync,
            ["startup"] = StartupBenchmark.RunAsync,
            ["topology"] = TopologyBenchmark.RunAsync,
            ["workflows"] = WorkflowBenchmark.RunAsync,
        };
}
