using System.Diagnostics;
using System.Globalization;
using System.Text;

namespace Nms.ProbesBenchmarks;

/// <summary>Runs contestants in turn and says how ours compares with each.</summary>
internal static class Contest
{
    private const int Rounds = 3;

    public static async Task<string> RunAsync(string unit, TimeProvider time, params (string Name, Func<Task<int>> Run)[] contestants)
    {
        var rounds = contestants.ToDictionary(contestant => contestant.Name, _ => new List<Round>());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (name, run) in contestants)
            {
                var (start, cpu) = (time.GetTimestamp(), Cpu());
                var found = await run();
                rounds[name].Add(new Round(found, time.GetElapsedTime(start).TotalSeconds, Cpu() - cpu));
            }
        }

        var ours = Middle(rounds[contestants[0].Name]);
        var text = new StringBuilder($"| contestant | found | {unit}/s | CPU µs each | ours: {unit}/s ÷ its | its CPU ÷ ours |\n| --- | --- | --- | --- | --- | --- |\n");
        foreach (var (name, _) in contestants)
        {
            var its = Middle(rounds[name]);
            text.AppendLine(CultureInfo.InvariantCulture, $"| {name} | {its.Found:#,0} | {its.Rate:#,0} | {its.CpuEach:0.0} | {ours.Rate / its.Rate:0.00} | {its.CpuEach / ours.CpuEach:0.00} |");
        }

        return text.ToString();
    }

    /// <summary>Runs a program and counts the lines of its output that are about a result.</summary>
    public static async Task<int> CountAsync(string program, IEnumerable<string> arguments, Func<string, bool> isResult)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = process.StandardError.ReadToEndAsync();
        var count = 0;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            count += isResult(line) ? 1 : 0;
        }

        await errors;
        await process.WaitForExitAsync();
        return count;
    }

    private static Round Middle(List<Round> rounds) => rounds.OrderBy(round => round.Rate).ElementAt(rounds.Count / 2);

    /// <summary>Of this process and its ended children: fields 14 to 17 of /proc/self/stat, in hundredths of a second.</summary>
    private static double Cpu()
    {
        var text = File.ReadAllText("/proc/self/stat");
        return text[(text.LastIndexOf(')') + 2)..].Split(' ')[11..15].Sum(field => double.Parse(field, CultureInfo.InvariantCulture)) / 100;
    }

    private sealed record Round(int Found, double Seconds, double CpuSeconds)
    {
        public double Rate => Found / Seconds;

        public double CpuEach => CpuSeconds * 1_000_000 / Math.Max(1, Found);
    }
}
