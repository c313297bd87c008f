using Nms.Messaging;

namespace Nms.Workflows.Engine;

/// <summary>The idempotency keys of attempts. Pure.</summary>
internal static class AttemptKeys
{
    /// <summary>That of the attempt.</summary>
    public static Guid Key(this AttemptId id, Guid runId) => MessageIds.Derive(runId, $"{Prefix(id)}/{id.Attempt}");

    /// <summary>The same for all attempts at the item.</summary>
    public static Guid StepKey(this AttemptId id, Guid runId) => MessageIds.Derive(runId, Prefix(id));

    private static string Prefix(AttemptId id) => $"{id.Round}/{id.Step}/{id.Item}/{(id.IsCompensation ? "undo" : "do")}";
}
