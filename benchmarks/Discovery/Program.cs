using Nms.DiscoveryBenchmarks;
using Nms.Load;

// What is measured runs in a network namespace of its own: the Lab's addresses are nobody else's, and every datagram that is counted is its own.
IReadOnlyDictionary<string, Func<Workspace, CancellationToken, Task<Report>>> benchmarks = new Dictionary<string, Func<Workspace, CancellationToken, Task<Report>>>
{
    ["campus"] = CampusBenchmark.RunAsync,
    ["agents"] = AgentsBenchmark.RunAsync,
    ["drift"] = DriftBenchmark.RunAsync,
};

using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};
switch (args)
{
    case ["serve-agents", var count]:
        await AgentFleet.ServeAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
        return 0;
    case ["within", var name]:
        using (var workspace = new Workspace(TimeProvider.System))
        {
            var report = await benchmarks[name](workspace, stopping.Token);
            report.Save(Path.Combine(Workspace.Results, $"discovery-{name}.md"));
            Console.WriteLine(report.Text);
        }

        return 0;
    case [var name] when benchmarks.ContainsKey(name):
        return await OwnNetwork.RunAsync("within", name);
    default:
        Console.Error.WriteLine($"Name a benchmark: {string.Join(", ", benchmarks.Keys)}.");
        return 1;
}
