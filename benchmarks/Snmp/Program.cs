using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Nms.SnmpBenchmarks;

// "agents" is this program again, as the process that is asked.
switch (args)
{
    case ["agents", var count]:
        await AgentProcess.ServeAsync(int.Parse(count, System.Globalization.CultureInfo.InvariantCulture));
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
    default:
        Console.Error.WriteLine("Name a benchmark: codec, get or walk.");
        return 1;
}
