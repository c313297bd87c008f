using System.Text.Json;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>What an event is about, so that a newer event of it can stand for an older one. Pure.</summary>
internal static class EventEntity
{
    private static readonly string[] s_names = ["link_id", "compute_id", "module", "server"];

    /// <summary>The node, else what the data names, else the project; null for an event that is about nothing in particular.</summary>
    public static string? Of(EventEnvelope e)
    {
        if (e.NodeId is { } node)
        {
            return node.ToString();
        }

        using var data = JsonDocument.Parse(e.DataJson);
        foreach (var name in data.RootElement.ValueKind == JsonValueKind.Object ? s_names : [])
        {
            if (data.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String)
            {
                return $"{name} {value.GetString()}";
            }
        }

        return e.ProjectId == Guid.Empty ? null : e.ProjectId.ToString();
    }
}
