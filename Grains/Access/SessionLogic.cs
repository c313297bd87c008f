using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;

namespace Nms.Access;

/// <summary>Every rule about sessions and their refresh tokens, as pure functions from one state to the next.</summary>
internal static class SessionLogic
{
    /// <summary>What one user may have open at once: a script that signs in again and again must not fill the storage.</summary>
    public const int MostSessions = 50;

    public static SessionsState Start(SessionsState state, SessionStart start, DateTimeOffset now)
    {
        var living = Living(state, now);
        return new SessionsState
        {
            Sessions =
            [
                .. living.Skip(Math.Max(0, living.Length - MostSessions + 1)),
                new Session(start.SessionId, start.SecretHash, start.CredentialStamp, now, now + start.Lifetime),
            ],
        };
    }

    public static (SessionsState Next, RefreshResult Result) Refresh(
        SessionsState state, Guid sessionId, string secretHash, string nextHash, DateTimeOffset now)
    {
        var living = Living(state, now);
        if (living.FirstOrDefault(session => session.Id == sessionId) is not { } known)
        {
            return (new SessionsState { Sessions = living }, new RefreshResult(RefreshOutcome.Unknown, 0, default));
        }

        if (!AreEqual(known.SecretHash, secretHash))
        {
            // RFC 9700 §4.14.2: the server cannot tell the thief from the owner, so neither goes on.
            return (new SessionsState { Sessions = living.Remove(known) }, new RefreshResult(RefreshOutcome.Reused, known.CredentialStamp, known.ExpiresAt));
        }

        var next = known with { SecretHash = nextHash };
        return (new SessionsState { Sessions = living.Replace(known, next) }, new RefreshResult(RefreshOutcome.Rotated, known.CredentialStamp, known.ExpiresAt));
    }

    public static (SessionsState Next, bool WasThere) End(SessionsState state, Guid sessionId, DateTimeOffset now)
    {
        var kept = Living(state, now).RemoveAll(session => session.Id == sessionId);
        return (new SessionsState { Sessions = kept }, state.Sessions.Any(session => session.Id == sessionId));
    }

    private static ImmutableArray<Session> Living(SessionsState state, DateTimeOffset now) => state.Sessions.RemoveAll(session => session.ExpiresAt <= now);

    private static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(one), Encoding.ASCII.GetBytes(other));
}
