namespace Nms.Access;

/// <summary>Every rule about signing keys and ended sessions, as pure functions from one state to the next.</summary>
internal static class TokenRegistryLogic
{
    /// <summary>How long a key verifies after its successor came. Access tokens live an hour at most.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(2);

    /// <summary>Null when another silo was faster.</summary>
    public static TokenRegistryState? AddKey(TokenRegistryState state, SigningKeyRecord key, string? newest, bool dropOthers)
    {
        if (state.Keys.LastOrDefault()?.Id != newest)
        {
            return null;
        }

        // A key ceases to sign when its successor appears; it is needed for as long after that as a token lives.
        var needed = state.Keys.Where((_, index) => index == state.Keys.Length - 1 || state.Keys[index + 1].CreatedAt + Overlap > key.CreatedAt);
        return state with { Version = state.Version + 1, Keys = dropOthers ? [key] : [.. needed, key] };
    }

    /// <summary>Null when it is known already.</summary>
    public static TokenRegistryState? EndSession(TokenRegistryState state, Guid sessionId, DateTimeOffset until, DateTimeOffset now) =>
        state.EndedSessions.ContainsKey(sessionId) ? null : state with
        {
            Version = state.Version + 1,
            EndedSessions = state.EndedSessions.RemoveRange(state.EndedSessions.Where(ended => ended.Value <= now).Select(ended => ended.Key))
                .Add(sessionId, until),
        };
}
