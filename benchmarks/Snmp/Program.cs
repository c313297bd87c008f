using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Nms.SnmpBenchmarks;

// "agents" is this program again, as the process that is asked.
switch (args)
{
    case ["agents", ..]:
        var numbers = args[1..].Select(number => int.Parse(number, System.Globalization.CultureInfo.InvariantCulture)).ToArray();
        await AgentProcess.ServeAsync(numbers[0], numbers[1], numbers[2], numbers[3]);
        return 0;
    case ["codec"]:
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance).WithIterationTime(TimeInterval.FromMilliseconds(150));
        BenchmarkRunner.Run<CodecBenchmarks>(ManualConfig.Create(DefaultConfig.Instance).AddJob(job).WithArtifactsPath(Path.Combine(Path.GetTempPath(), "nms-codec")));
        return 0;
    case ["get"]:
        Console.WriteLine(await GetBenchmark.RunAsync(TimeProvider.System));
        return 0;
    case ["walk"]:
        Console.WriteLine(await WalkBenchmark.RunAsync(TimeProvider.System));
        return 0;
    case ["lossy"]:
        Console.WriteLine(await WalkBenchmark.RunLossyAsync(TimeProvider.System));
        return 0;
    case ["scrape"]:
        Console.WriteLine(await ScrapeBenchmark.RunAsync(TimeProvider.System));
        return 0;
    case ["poll"]:
        Console.WriteLine(await PollBenchmark.RunAsync(TimeProvider.System));
        return 0;
    default:
        Console.Error.WriteLine("Name a benchmark: codec, get, walk, lossy, scrape or poll.");
        return 1;
}
