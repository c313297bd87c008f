using System.Text.Json;

namespace Nms.Workflows.Engine;

/// <summary>Sentences of the engine.</summary>
internal static class RunTexts
{
    public static string TimedOut(string timeout) => timeout switch
    {
        "start" => "Nobody began the attempt in time.",
        "heartbeat" => "The attempt was silent for too long.",
        "total" => "All attempts together took too long.",
        _ => "The attempt took too long.",
    };

    public static string Cancelled(CancelRequested cancel) => cancel.Reason is { Length: > 0 } reason ? $"Cancelled by {cancel.By}: {reason}" : $"Cancelled by {cancel.By}.";

    public static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };
}
