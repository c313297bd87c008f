using System.Text.Json;
using Nms.Events;
using Nms.Snmp;

namespace Nms.Traps;

/// <summary>The event that a notification becomes. Nothing secret gets into it: neither community nor password.</summary>
internal static class TrapLogic
{
    public const string EventType = "snmp.trap";

    /// <summary>A datagram may hold thousands of variables; the event tells how many it leaves out.</summary>
    public const int MostVariables = 64;

    /// <summary>Letters of one value.</summary>
    public const int LongestValue = 1_024;

    public static EventDraft ToEvent(SnmpNotification notification, MibTree mib, TrapSubject? subject) => new(
        EventType,
        subject?.ProjectId ?? Guid.Empty,
        subject?.NodeId,
        EventData.Write(json => Write(json, notification, mib, subject)),
        "snmp");

    /// <summary>The name of a kind of notification; null when no module known here gives it one.</summary>
    public static string? NameOf(Oid kind, MibTree mib) => mib.Find(kind) is ({ Kind: MibObjectKind.Notification } known, []) ? known.ToString() : null;

    private static void Write(Utf8JsonWriter json, SnmpNotification notification, MibTree mib, TrapSubject? subject)
    {
        if (subject is { } node)
        {
            json.WriteString("project_id", node.ProjectId);
            json.WriteString("node_id", node.NodeId);
            json.WriteString("node_name", node.NodeName);
        }

        json.WriteString("trap_oid", notification.Kind.ToString());
        json.WriteString("trap_name", NameOf(notification.Kind, mib));
        json.WriteString("sender", notification.Sender.Address.ToString());
        json.WriteString("agent", notification.Agent.ToString());
        json.WriteString("version", notification.Version switch { SnmpVersion.V1 => "1", SnmpVersion.V2c => "2c", _ => "3" });
        json.WriteString("user", notification.User);
        json.WriteString("security", notification.Level switch
        {
            SecurityLevel.AuthPriv => "encrypted",
            SecurityLevel.AuthNoPriv => "signed",
            _ => "none",
        });
        json.WriteBoolean("inform", notification.IsInform);
        json.WriteNumber("uptime_seconds", notification.Uptime / 100.0);
        json.WriteStartArray("variables");
        foreach (var varBind in notification.VarBinds.Take(MostVariables))
        {
            json.WriteStartObject();
            json.WriteString("oid", varBind.Oid.ToString());
            json.WriteString("name", mib.Find(varBind.Oid) is ({ Kind: not MibObjectKind.Node }, _) ? mib.Format(varBind.Oid) : null);
            json.WriteString("type", JsonNamingPolicy.SnakeCaseLower.ConvertName(varBind.Value.Type.ToString()));
            json.WriteString("value", Shortened(mib.Format(varBind)));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteNumber("variables_left_out", Math.Max(0, notification.VarBinds.Count - MostVariables));
    }

    // A letter of two halves is left whole.
    private static string Shortened(string value) => value.Length <= LongestValue ? value
        : value[..(char.IsHighSurrogate(value[LongestValue - 1]) ? LongestValue - 1 : LongestValue)];
}
