using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Nms.Gns3;

/// <summary>One message of a notification stream, kept as the server sent it.</summary>
public sealed record Gns3Notification
{
    /// <summary>What happened; one of <see cref="Gns3Actions"/>, or one this library has not heard of.</summary>
    public required string Action { get; init; }

    /// <summary>The thing it happened to; its form depends on the action.</summary>
    public required JsonElement Event { get; init; }

    /// <summary>How it came.</summary>
    public Gns3NotificationTransport Transport { get; init; }

    /// <summary>Reads a message.</summary>
    /// <param name="json">UTF-8 text of one message.</param>
    /// <param name="notification">The message, when it is one.</param>
    /// <param name="reason">Why it is none.</param>
    public static bool TryParse(
        ReadOnlyMemory<byte> json, [NotNullWhen(true)] out Gns3Notification? notification, [NotNullWhen(false)] out string? reason)
    {
        notification = null;
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                reason = "It is not a JSON object.";
            else if (!root.TryGetProperty("action", out var action) || action.ValueKind != JsonValueKind.String || action.GetString() is not { Length: > 0 } name)
                reason = "It has no action.";
            else if (!root.TryGetProperty("event", out var happened))
                reason = "It has no event.";
            else
            {
                notification = new Gns3Notification { Action = name, Event = happened.Clone() };
                reason = null;
                return true;
            }
        }
        // InvalidOperationException: half a surrogate pair in the name of the action.
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            reason = $"It is not JSON: {e.Message}";
        }

        return false;
    }

    /// <summary>Reads a message.</summary>
    public static bool TryParse(
        string json, [NotNullWhen(true)] out Gns3Notification? notification, [NotNullWhen(false)] out string? reason)
        => TryParse(Encoding.UTF8.GetBytes(json), out notification, out reason);

    /// <summary>The event as a node; null when it is none or malformed.</summary>
    public Gns3Node? AsNode() => As(Gns3JsonContext.Default.Gns3Node);

    /// <summary>The event as a link; null when it is none or malformed.</summary>
    public Gns3Link? AsLink() => As(Gns3JsonContext.Default.Gns3Link);

    /// <summary>The event as a project; null when it is none or malformed.</summary>
    public Gns3Project? AsProject() => As(Gns3JsonContext.Default.Gns3Project);

    /// <summary>The event as a drawing; null when it is none or malformed.</summary>
    public Gns3Drawing? AsDrawing() => As(Gns3JsonContext.Default.Gns3Drawing);

    /// <summary>The event as a snapshot; null when it is none or malformed.</summary>
    public Gns3Snapshot? AsSnapshot() => As(Gns3JsonContext.Default.Gns3Snapshot);

    /// <summary>The event as a compute; null when it is none or malformed.</summary>
    public Gns3Compute? AsCompute() => As(Gns3JsonContext.Default.Gns3Compute);

    /// <summary>The event as a template; null when it is none or malformed.</summary>
    public Gns3Template? AsTemplate() => As(Gns3JsonContext.Default.Gns3Template);

    private T? As<T>(JsonTypeInfo<T> type)
        where T : class
    {
        if (Event.ValueKind != JsonValueKind.Object)
            return null;
        try
        {
            return Event.Deserialize(type);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
