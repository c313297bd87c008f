using System.Text.Json;
using Nms.Events;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Triggers;

/// <summary>What starts runs by itself, and with what. Pure.</summary>
internal static class TriggerLogic
{
    private const string Raised = "alert.raised";

    /// <summary>Whether an event sets a trigger off. Events of the workflow's own runs never do: they would go round for ever.</summary>
    /// <exception cref="ExpressionException">Its condition has no value.</exception>
    public static bool Wants(string workflow, TriggerDefinition trigger, EventEnvelope e, JsonElement described) => trigger switch
    {
        EventTrigger wanted => wanted.Types.Any(type => EventTypePattern.Matches(type, e.Type))
            && (wanted.ProjectId is null || wanted.ProjectId == e.ProjectId)
            && !IsOwn(workflow, e)
            && (wanted.Where is null || wanted.Where.Evaluate(new TriggerScope(described, e.OccurredAt)).ValueKind == JsonValueKind.True),
        AlertTrigger alert => e.Type == Raised && Rank(described.GetProperty("data")) >= Array.IndexOf(DefinitionWords.Severities, alert.MinimumSeverity),
        _ => false,
    };

    /// <summary>An event as expressions see it.</summary>
    public static JsonElement Describe(EventEnvelope e) => JsonElement.Parse(EventData.Write(json =>
    {
        json.WriteString("event_id", e.EventId);
        json.WriteNumber("sequence", e.Sequence);
        json.WriteString("event_type", e.Type);
        json.WriteString("source", e.Source);
        json.WritePropertyName("project_id");
        WriteId(json, e.ProjectId == Guid.Empty ? null : e.ProjectId);
        json.WritePropertyName("node_id");
        WriteId(json, e.NodeId);
        json.WriteString("timestamp", e.OccurredAt);
        json.WritePropertyName("data");
        json.WriteRawValue(e.DataJson);
    }));

    private static bool IsOwn(string workflow, EventEnvelope e)
    {
        if (e.Source != RunEvents.Source)
        {
            return false;
        }

        using var data = JsonDocument.Parse(e.DataJson);
        return data.RootElement.TryGetProperty("workflow_name", out var name) && name.GetString() == workflow;
    }

    private static int Rank(JsonElement data) => data.TryGetProperty("severity", out var severity) && severity.ValueKind == JsonValueKind.String
        ? Array.IndexOf(DefinitionWords.Severities, severity.GetString())
        : -1;

    private static void WriteId(Utf8JsonWriter json, Guid? id)
    {
        if (id is { } known)
        {
            json.WriteStringValue(known);
        }
        else
        {
            json.WriteNullValue();
        }
    }
}
