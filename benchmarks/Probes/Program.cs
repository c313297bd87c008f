using Nms.ProbesBenchmarks;

switch (args)
{
    case ["sweep"]:
        Console.WriteLine(await SweepBenchmark.RunAsync(TimeProvider.System));
        return 0;
    case ["ports"]:
        Console.WriteLine(await PortBenchmark.RunAsync(TimeProvider.System));
        return 0;
    case ["discovery"]:
        Console.WriteLine(await DiscoveryBenchmark.RunAsync(TimeProvider.System));
        return 0;
    case ["services"]:
        Console.WriteLine(await ServicesBenchmark.RunAsync(TimeProvider.System));
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: sweep, ports, discovery or services.");
        return 1;
}
