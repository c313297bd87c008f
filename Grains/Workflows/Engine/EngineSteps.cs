using System.Globalization;
using System.Text.Json;
using Nms.Workflows.Definitions;

namespace Nms.Workflows.Engine;

/// <summary>The kinds that the engine does by itself, because they touch nothing outside. Pure.</summary>
internal static class EngineSteps
{
    private static readonly TimeSpan s_longest = TimeSpan.FromDays(366);

    public static bool Does(string uses) => uses is "set" or "assert" or "wait.timer" or "wait.signal" or "approval";

    /// <summary>What comes of beginning one: an output, an error, or a wait.</summary>
    public static EngineStep Begin(string uses, JsonElement inputs, DateTimeOffset now) => uses switch
    {
        "set" => new EngineStep { Output = inputs },
        "assert" => Assert(inputs),
        "wait.timer" => Timer(inputs, now),
        "wait.signal" => Member(inputs, "name") is { ValueKind: JsonValueKind.String }
            ? Timed(inputs, now, ItemWait.Signal)
            : Refused("wait.signal takes the name of a signal."),
        _ => Timed(inputs, now, ItemWait.Approval),
    };

    private static EngineStep Assert(JsonElement inputs) => Member(inputs, "that") switch
    {
        { ValueKind: JsonValueKind.True } => new EngineStep { Output = inputs },
        { ValueKind: JsonValueKind.False } => new EngineStep
        {
            Error = new WorkflowError("assertion_failed", Member(inputs, "message") is { ValueKind: JsonValueKind.String } message ? message.GetString()! : "What was asserted does not hold."),
        },
        _ => Refused("assert takes true or false as that."),
    };

    private static EngineStep Timer(JsonElement inputs, DateTimeOffset now)
    {
        if (Member(inputs, "until") is { ValueKind: JsonValueKind.String } until)
        {
            return DateTimeOffset.TryParse(until.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
                ? Wait(ItemWait.Timer, at, now)
                : Refused($"{until.GetString()} is no instant as 2026-01-31T12:00:00Z.");
        }

        return Member(inputs, "for") is { } span && Duration(span) is { } wait
            ? Wait(ItemWait.Timer, now + wait, now)
            : Refused("wait.timer takes for, a duration as 30s, or until, an instant.");
    }

    private static EngineStep Timed(JsonElement inputs, DateTimeOffset now, ItemWait wait) => Member(inputs, "timeout") switch
    {
        null or { ValueKind: JsonValueKind.Null } => new EngineStep { Wait = wait },
        { } given => Duration(given) is { } timeout ? Wait(wait, now + timeout, now) : Refused("timeout takes a duration as 30s."),
    };

    private static EngineStep Wait(ItemWait wait, DateTimeOffset at, DateTimeOffset now) =>
        at - now <= s_longest ? new EngineStep { Wait = wait, DueAt = at } : Refused("Nothing waits for more than 366 days.");

    private static TimeSpan? Duration(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => DurationText.Parse(value.GetString()!),
        JsonValueKind.Number when value.TryGetDouble(out var seconds) && seconds >= 0 && seconds < s_longest.TotalSeconds => TimeSpan.FromSeconds(seconds),
        _ => null,
    };

    private static JsonElement? Member(JsonElement inputs, string name) =>
        inputs.ValueKind == JsonValueKind.Object && inputs.TryGetProperty(name, out var value) ? value : null;

    private static EngineStep Refused(string why) => new() { Error = new WorkflowError("invalid_input", why) };
}

/// <summary>What came of beginning a step inside the engine.</summary>
internal readonly record struct EngineStep
{
    public JsonElement? Output { get; init; }

    public WorkflowError? Error { get; init; }

    public ItemWait Wait { get; init; }

    public DateTimeOffset? DueAt { get; init; }
}
