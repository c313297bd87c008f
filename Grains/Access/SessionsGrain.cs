namespace Nms.Access;

/// <summary>The sessions of one user.</summary>
[GrainType("nms.sessions")]
internal sealed class SessionsGrain(
    [PersistentState("sessions", "Default")] IPersistentState<SessionsState> storage, TimeProvider time) : Grain, ISessionsGrain
{
    public async Task<DateTimeOffset> StartAsync(SessionStart start, CancellationToken cancellationToken)
    {
        await WriteAsync(SessionLogic.Start(storage.State, start, time.GetUtcNow()));
        return storage.State.Sessions[^1].ExpiresAt;
    }

    public async Task<RefreshResult> RefreshAsync(Guid sessionId, string secretHash, string nextHash, CancellationToken cancellationToken)
    {
        var (next, result) = SessionLogic.Refresh(storage.State, sessionId, secretHash, nextHash, time.GetUtcNow());
        if (result.Outcome is not RefreshOutcome.Unknown)
        {
            await WriteAsync(next);
        }

        return result;
    }

    public async Task<bool> EndAsync(Guid sessionId, CancellationToken cancellationToken)
    {
        var (next, wasThere) = SessionLogic.End(storage.State, sessionId, time.GetUtcNow());
        if (wasThere)
        {
            await WriteAsync(next);
        }

        return wasThere;
    }

    private async Task WriteAsync(SessionsState next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }
}
