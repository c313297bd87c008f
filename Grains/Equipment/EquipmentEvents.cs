using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Equipment;

/// <summary>The events of equipment.</summary>
internal static class EquipmentEvents
{
    public const string Source = "discovery";

    /// <summary>Changes that an event tells one by one; more are counted.</summary>
    private const int MostTold = 50;

    public static EventDraft Discovered(EquipmentProfile profile, bool again) => Draft("equipment.discovered", profile, json =>
    {
        json.WriteBoolean("again", again);
        EventData.WriteWords(json, "addresses", profile.Addresses.Where(address => address.Verdict >= AddressVerdict.Likely).Select(address => address.Address).Take(MostTold));
        json.WriteString("host_name", profile.HostName?.Value);
        json.WriteString("vendor", profile.Vendor?.Value);
        json.WriteString("model", profile.Model?.Value);
        json.WriteBoolean("snmp_available", profile.Snmp?.Available ?? false);
    });

    public static EventDraft Changed(EquipmentProfile profile, ImmutableArray<ProfileChange> changes) => Draft("equipment.changed", profile, json =>
    {
        json.WriteNumber("change_count", changes.Length);
        json.WriteStartArray("changes");
        foreach (var change in changes.AsSpan()[..Math.Min(changes.Length, MostTold)])
        {
            json.WriteStartObject();
            json.WriteString("path", change.Path);
            json.WriteString("before", change.Before);
            json.WriteString("after", change.After);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    });

    public static EventDraft Lost(EquipmentProfile profile, string reason, DateTimeOffset lastSeen) => Draft("equipment.lost", profile, json =>
    {
        json.WriteString("reason", reason);
        json.WriteString("last_seen_at", lastSeen);
    });

    private static EventDraft Draft(string type, EquipmentProfile profile, Action<System.Text.Json.Utf8JsonWriter> more) =>
        new(type, profile.ProjectId ?? Guid.Empty, profile.ProjectId is null ? null : profile.EquipmentId, EventData.Write(json =>
        {
            json.WriteString("equipment_id", profile.EquipmentId);
            if (profile.ProjectId is { } project)
            {
                json.WriteString("project_id", project);
                json.WriteString("node_id", profile.EquipmentId);
            }

            json.WriteString("name", profile.Name);
            json.WriteString("node_type", profile.NodeType);
            json.WriteNumber("version", profile.Version);
            if (profile.RunId is { } run)
            {
                json.WriteString("run_id", run);
            }

            more(json);
        }), Source);
}
