using System.Collections.Immutable;
using System.Text.Json;
using Nms.Api.Events;
using Nms.Messaging;

namespace Nms.Api.Messaging;

/// <summary>Reads what a module says of messages on its WebSocket. Pure; never throws on what a client sent.</summary>
internal static class SettleFrames
{
    private const int LongestError = 1_000;

    /// <summary>A frame {"type":"ack"}: message_id or message_ids, and response, an object, to all of them.</summary>
    public static ClientFrame Acknowledge(JsonElement frame)
    {
        if (Ids(frame) is not { } ids)
        {
            return NoIds;
        }

        string? response = null;
        if (frame.TryGetProperty("response", out var given) && given.ValueKind != JsonValueKind.Null)
        {
            response = given.GetRawText();
            if (given.ValueKind != JsonValueKind.Object || response.Length > MessageRules.MostBytes)
            {
                return new ClientFrame.Wrong("missing_fields", "The field response must be an object.");
            }
        }

        return new ClientFrame.Settle([.. ids.Select(id => new Acknowledgement(id, response))], []);
    }

    /// <summary>A frame {"type":"nack"}: message_id or message_ids, error, and retry, true unless given.</summary>
    public static ClientFrame Reject(JsonElement frame)
    {
        if (Ids(frame) is not { } ids)
        {
            return NoIds;
        }

        var error = frame.TryGetProperty("error", out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "The module gave no reason.";
        var retry = !(frame.TryGetProperty("retry", out var again) && again.ValueKind == JsonValueKind.False);
        return new ClientFrame.Settle([], [.. ids.Select(id => new Rejection(id, error.Length <= LongestError ? error : error[..LongestError], retry))]);
    }

    private static ClientFrame.Wrong NoIds { get; } = new("missing_fields", $"A frame of this type needs message_id, or message_ids: 1 to {MessageRules.MostMessages} ids.");

    private static ImmutableArray<Guid>? Ids(JsonElement frame)
    {
        if (frame.TryGetProperty("message_id", out var one))
        {
            return one.ValueKind == JsonValueKind.String && one.TryGetGuid(out var id) ? [id] : null;
        }

        if (!frame.TryGetProperty("message_ids", out var many) || many.ValueKind != JsonValueKind.Array || many.GetArrayLength() is < 1 or > MessageRules.MostMessages)
        {
            return null;
        }

        var ids = ImmutableArray.CreateBuilder<Guid>();
        foreach (var entry in many.EnumerateArray())
        {
            if (entry.ValueKind != JsonValueKind.String || !entry.TryGetGuid(out var id))
            {
                return null;
            }

            ids.Add(id);
        }

        return ids.DrainToImmutable();
    }
}
