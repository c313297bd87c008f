using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Api.Nodes;
using Nms.Nodes;

namespace Nms.Api.Access;

/// <summary>What of a thing changed, as the audit log keeps it. Pure.</summary>
internal static class AuditChanges
{
    private const int LongestText = 256;

    // They follow from the change, whose time the entry has.
    private static readonly string[] s_instants = ["changed_at", "status_changed_at", "reconciled_at"];

    /// <summary>{"member": {"old": …, "new": …}} of the members that differ; null when none does. Secrets say that they changed, not how.</summary>
    public static string? Between<T>(T? before, T? after)
    {
        var (old, next) = (Members(before), Members(after));
        var changes = new JsonObject();
        foreach (var name in old.Select(member => member.Key).Union(next.Select(member => member.Key)).Except(s_instants))
        {
            var (was, now) = (old[name], next[name]);
            if (!JsonNode.DeepEquals(was, now))
            {
                changes[name] = Change(Shown(name, was), Shown(name, now));
            }
        }

        return changes.Count == 0 ? null : changes.ToJsonString(Redaction.Options);
    }

    /// <summary>The status before and after a command.</summary>
    public static string? Of(NodeCommandResult result) =>
        Between(new { Status = result.OldStatus.ToWire() }, new { Status = result.Node.Status.ToWire() });

    private static JsonObject Members<T>(T? thing) =>
        thing is null ? [] : JsonSerializer.SerializeToNode(thing, thing.GetType(), Redaction.Options) as JsonObject ?? [];

    private static JsonObject Change(JsonNode? was, JsonNode? now) => new() { ["old"] = was, ["new"] = now };

    private static JsonNode? Shown(string name, JsonNode? value)
    {
        if (Redaction.Hides(name, value))
        {
            return Redaction.Text;
        }

        var redacted = Redaction.Redact(value?.DeepClone());
        return redacted is JsonValue text && text.GetValueKind() == JsonValueKind.String && text.GetValue<string>() is { Length: > LongestText } longText
            ? string.Concat(longText.AsSpan(0, LongestText), "…")
            : redacted;
    }
}
