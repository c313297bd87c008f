using System.Collections.Immutable;
using System.Text.Json;
using Nms.Events;

namespace Nms.Gns3;

/// <summary>
/// Thins out what GNS3 says of its computes about once a second: an event at once when one appears, goes, connects or
/// disconnects, and at most one in 30 seconds for its load, when that moved.
/// </summary>
internal static class ComputeCoalescing
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(30);

    /// <summary>Percentage points below which a load did not move.</summary>
    private const double MaterialChange = 5;

    /// <summary>Takes one compute as GNS3 tells it.</summary>
    public static (ImmutableArray<KnownCompute> Next, EventDraft? Event) Observe(
        ImmutableArray<KnownCompute> known, ComputeSnapshot heard, DateTimeOffset now)
    {
        var index = IndexOf(known, heard.ComputeId);
        if (index < 0)
        {
            return (known.Add(new KnownCompute(heard, heard, now)), Draft("compute.created", heard));
        }

        var before = known[index];
        var atOnce = before.Reported.Connected != heard.Connected || before.Reported.Name != heard.Name;
        var moved = Moved(before.Reported.CpuUsagePercent, heard.CpuUsagePercent) || Moved(before.Reported.MemoryUsagePercent, heard.MemoryUsagePercent);
        return atOnce || (moved && now - before.ReportedAt >= Period)
            ? (known.SetItem(index, new KnownCompute(heard, heard, now)), Draft("compute.updated", heard))
            : (known.SetItem(index, before with { Present = heard }), null);
    }

    /// <summary>Takes the news that a compute is gone.</summary>
    public static (ImmutableArray<KnownCompute> Next, EventDraft? Event) Remove(ImmutableArray<KnownCompute> known, string computeId)
    {
        var index = IndexOf(known, computeId);
        return index < 0 ? (known, null) : (known.RemoveAt(index), Draft("compute.deleted", known[index].Present));
    }

    private static int IndexOf(ImmutableArray<KnownCompute> known, string computeId)
    {
        for (var i = 0; i < known.Length; i++)
        {
            if (known[i].Present.ComputeId == computeId)
            {
                return i;
            }
        }

        return -1;
    }

    private static bool Moved(double? before, double? after) =>
        before is null != after is null || Math.Abs((before ?? 0) - (after ?? 0)) >= MaterialChange;

    private static EventDraft Draft(string type, ComputeSnapshot compute) => new(type, Guid.Empty, null, EventData.Write(writer =>
    {
        writer.WriteString("compute_id", compute.ComputeId);
        writer.WriteString("name", compute.Name);
        writer.WriteBoolean("connected", compute.Connected);
        WriteNumber(writer, "cpu_usage_percent", compute.CpuUsagePercent);
        WriteNumber(writer, "memory_usage_percent", compute.MemoryUsagePercent);
    }));

    private static void WriteNumber(Utf8JsonWriter writer, string name, double? value)
    {
        if (value is { } number && double.IsFinite(number))
        {
            writer.WriteNumber(name, number);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}

/// <summary>A compute as it is, and as it was when an event last told of it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.KnownCompute")]
internal sealed record KnownCompute(
    [property: Id(0)] ComputeSnapshot Present,
    [property: Id(1)] ComputeSnapshot Reported,
    [property: Id(2)] DateTimeOffset ReportedAt);
