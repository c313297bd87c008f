using Microsoft.Extensions.Logging;

namespace Nms.Access;

/// <summary>Keeps the keys that sign access tokens, and the sessions that ended before their last access token did.</summary>
[GrainType("nms.token-registry")]
internal sealed partial class TokenRegistryGrain(
    [PersistentState("token-registry", "Default")] IPersistentState<TokenRegistryState> storage, TimeProvider time, ILogger<TokenRegistryGrain> logger)
    : Grain, ITokenRegistryGrain
{
    private TokenRegistry Current => new(storage.State.Version, storage.State.Keys, [.. storage.State.EndedSessions.Keys]);

    public ValueTask<TokenRegistry?> GetChangesAsync(long known, CancellationToken cancellationToken) =>
        ValueTask.FromResult(known == storage.State.Version ? null : Current);

    public async Task<TokenRegistry> AddKeyAsync(SigningKeyRecord key, string? newest, bool dropOthers, CancellationToken cancellationToken)
    {
        if (TokenRegistryLogic.AddKey(storage.State, key, newest, dropOthers) is { } next)
        {
            await WriteAsync(next);
            LogKeyAdded(key.Id, dropOthers);
        }

        return Current;
    }

    public async Task EndSessionAsync(Guid sessionId, DateTimeOffset until, CancellationToken cancellationToken)
    {
        if (TokenRegistryLogic.EndSession(storage.State, sessionId, until, time.GetUtcNow()) is { } next)
        {
            await WriteAsync(next);
        }
    }

    private async Task WriteAsync(TokenRegistryState next)
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

    [LoggerMessage(9545, LogLevel.Information, "Access tokens are signed with key {Key} from now on (others refused: {DropOthers})")]
    private partial void LogKeyAdded(string key, bool dropOthers);
}
