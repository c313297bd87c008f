using Nms.ConsoleBenchmarks;

Console.WriteLine(await ReadingBenchmark.RunAsync(TimeProvider.System));
