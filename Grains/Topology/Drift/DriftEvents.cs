using System.Collections.Immutable;
using System.Text.Json;
using Nms.Events;

namespace Nms.Topology.Drift;

/// <summary>Tells in what two judgements differ. Pure.</summary>
internal static class DriftEvents
{
    /// <summary>Where the event comes from, as its envelope says.</summary>
    public const string Source = "discovery";

    private const int MostTold = 50;

    /// <summary>One event with what appeared, vanished or is in another state; none when nothing is. Of a first judgement only what contradicts is told one by one.</summary>
    public static ImmutableArray<EventDraft> Of(DriftReport? before, DriftReport after)
    {
        var old = before?.Items.ToDictionary(item => item.ItemId, StringComparer.Ordinal) ?? [];
        var now = after.Items.Select(item => item.ItemId).ToHashSet(StringComparer.Ordinal);
        var changes = after.Items.Where(item => !old.TryGetValue(item.ItemId, out var was) || was.State != item.State)
            .Select(item => (Item: item, Before: old.GetValueOrDefault(item.ItemId)?.State, After: (DriftState?)item.State))
            .Concat(before?.Items.Where(item => !now.Contains(item.ItemId)).Select(item => (Item: item, Before: (DriftState?)item.State, After: (DriftState?)null)) ?? [])
            .ToList();
        if (changes is [])
        {
            return [];
        }

        var told = changes.Where(change => before is not null || DriftLogic.IsDrift(change.Item.State)).ToList();
        return
        [
            new EventDraft("topology.drift_changed", after.ProjectId, null, EventData.Write(json =>
            {
                json.WriteString("project_id", after.ProjectId);
                json.WriteBoolean("first", before is null);
                json.WriteStartObject("counts");
                foreach (var (state, count) in after.Items.CountBy(item => item.State).OrderBy(pair => pair.Key))
                {
                    json.WriteNumber(DriftLogic.Word(state), count);
                }

                json.WriteEndObject();
                json.WriteNumber("change_count", changes.Count);
                json.WriteBoolean("truncated", told.Count > MostTold);
                json.WriteStartArray("changes");
                foreach (var (item, was, becomes) in told.Take(MostTold))
                {
                    Write(json, item, was, becomes);
                }

                json.WriteEndArray();
            }), Source),
        ];
    }

    private static void Write(Utf8JsonWriter json, DriftItem item, DriftState? before, DriftState? after)
    {
        json.WriteStartObject();
        json.WriteString("item_id", item.ItemId);
        json.WriteString("before", before is { } was ? DriftLogic.Word(was) : null);
        json.WriteString("after", after is { } now ? DriftLogic.Word(now) : null);
        json.WriteString("link_id", item.LinkId?.ToString());
        json.WriteString("a", $"{item.A.NodeName} {item.A.Port}".TrimEnd());
        json.WriteString("b", $"{item.B.NodeName} {item.B.Port}".TrimEnd());
        json.WriteString("reason", item.Reason);
        json.WriteEndObject();
    }
}
