using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Api.Nodes;
using Nms.Nodes;

namespace Nms.Api.Access;

/// <summary>What of a thing changed, as the audit log keeps it. Pure.</summary>
internal static class AuditChanges
{
    private const int LongestText = 256;
    private const int LongestOfNode = 96;
    private const int MostNodes = 50;

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
    public static string Of(NodeCommandResult result) =>
        new JsonObject { ["status"] = Change(result.OldStatus.ToWord(), result.Node.Status.ToWord()) }.ToJsonString(Redaction.Options);

    /// <summary>
    /// {"node id": {"name": …, "old": …, "new": …}} of the nodes whose status changed or that failed, with the number of those that stayed
    /// as they were and of those for which there is no room: an entry is bounded, a project is not.
    /// </summary>
    public static string Of(IEnumerable<NodeChange> nodes)
    {
        var changes = new JsonObject();
        var (unchanged, leftOut) = (0, 0);
        foreach (var node in nodes)
        {
            if (node.Error is null && node.Old == node.New)
            {
                unchanged++;
            }
            else if (changes.Count == MostNodes)
            {
                leftOut++;
            }
            else
            {
                changes[node.NodeId.ToString()] = OfNode(node);
            }
        }

        changes["unchanged"] = unchanged;
        changes["left_out"] = leftOut;
        return changes.ToJsonString(Redaction.Options);
    }

    /// <summary>A secret was replaced.</summary>
    public static string OfSecret(string member) => new JsonObject { [member] = Change(Redaction.Text, Redaction.Text) }.ToJsonString(Redaction.Options);

    private static JsonObject Members<T>(T? thing) =>
        thing is null ? [] : JsonSerializer.SerializeToNode(thing, thing.GetType(), Redaction.Options) as JsonObject ?? [];

    private static JsonObject Change(JsonNode? was, JsonNode? now) => new() { ["old"] = was, ["new"] = now };

    private static JsonObject OfNode(NodeChange node)
    {
        var change = new JsonObject { ["name"] = Cut(node.Name, LongestOfNode), ["old"] = node.Old, ["new"] = node.New };
        if (node.Error is { } error)
        {
            change["error"] = Cut(error, LongestOfNode);
        }

        return change;
    }

    private static string Cut(string text, int longest) => text.Length <= longest ? text : string.Concat(text.AsSpan(0, longest), "…");

    private static JsonNode? Shown(string name, JsonNode? value)
    {
        if (Redaction.Hides(name, value))
        {
            return Redaction.Text;
        }

        var redacted = Redaction.Redact(value?.DeepClone());
        return redacted is JsonValue text && text.GetValueKind() == JsonValueKind.String ? Cut(text.GetValue<string>(), LongestText) : redacted;
    }
}
