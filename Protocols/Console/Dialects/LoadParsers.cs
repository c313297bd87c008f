using System.Globalization;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads how busy equipment is: of IOS its processors and its processor pool, of Linux what /proc says.</summary>
internal static partial class LoadParsers
{
    public static void ParseIos(string text, FactsBuilder facts)
    {
        var load = facts.Load ?? new ConsoleLoad();
        if (Number(Words.Group(Utilisation(), text)) is { } cpu) load = load with { CpuPercent = cpu };
        if (Pool().Match(text) is { Success: true } pool && Bytes(pool.Groups["total"].Value) is { } total && Bytes(pool.Groups["used"].Value) is { } used)
            load = load with { MemoryTotalBytes = total, MemoryUsedBytes = used };
        if (load != new ConsoleLoad()) facts.Load = load;
    }

    public static void ParseLinux(string text, FactsBuilder facts)
    {
        var load = facts.Load ?? new ConsoleLoad();
        if (Averages().Match(text) is { Success: true } averages)
        {
            load = load with
            {
                Load1 = Number(averages.Groups[1].Value),
                Load5 = Number(averages.Groups[2].Value),
                Load15 = Number(averages.Groups[3].Value),
                Processes = Words.Number(averages.Groups[4].Value),
            };
        }

        if (KiloBytes(text, "MemTotal") is { } total && (KiloBytes(text, "MemAvailable") ?? KiloBytes(text, "MemFree")) is { } free && free <= total)
            load = load with { MemoryTotalBytes = total, MemoryUsedBytes = total - free };
        if (load != new ConsoleLoad()) facts.Load = load;

        foreach (Match device in Device().Matches(text))
        {
            // receive: bytes packets errs drop fifo frame compressed multicast; transmit: bytes packets errs drop …
            var counts = Words.Split(device.Groups[2].Value);
            if (counts.Length >= 12 && facts.Find(device.Groups[1].Value) is { } own)
            {
                own.Counters = new ConsoleCounters
                {
                    InOctets = Bytes(counts[0]),
                    InErrors = Bytes(counts[2]),
                    InDiscards = Bytes(counts[3]),
                    OutOctets = Bytes(counts[8]),
                    OutErrors = Bytes(counts[10]),
                    OutDiscards = Bytes(counts[11]),
                };
            }
        }
    }

    public static long? Bytes(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : null;

    private static double? Number(string? text) => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static long? KiloBytes(string text, string name) =>
        Memory().Matches(text).FirstOrDefault(line => line.Groups[1].Value == name) is { } line ? Bytes(line.Groups[2].Value) * 1024 : null;

    [GeneratedRegex(@"^CPU utilization for five seconds: (\d{1,3})%", RegexOptions.Multiline)]
    private static partial Regex Utilisation();

    [GeneratedRegex(@"^\s*Processor(?: Pool)? Total: *(?<total>\d{1,15}) +Used: *(?<used>\d{1,15})", RegexOptions.Multiline)]
    private static partial Regex Pool();

    [GeneratedRegex(@"^(\d{1,6}\.\d\d) (\d{1,6}\.\d\d) (\d{1,6}\.\d\d) \d{1,7}/(\d{1,7}) \d{1,10}\s*$", RegexOptions.Multiline)]
    private static partial Regex Averages();

    [GeneratedRegex(@"^(MemTotal|MemAvailable|MemFree): *(\d{1,15}) kB", RegexOptions.Multiline)]
    private static partial Regex Memory();

    [GeneratedRegex(@"^ *([\w.\-@]{1,31}): *((?:\d{1,20} +){11,15}\d{1,20})\s*$", RegexOptions.Multiline)]
    private static partial Regex Device();
}
