namespace Nms.Events;

/// <summary>Asks every silo of the cluster about those who follow events, each for at most two seconds.</summary>
public interface IClusterEvents
{
    /// <summary>What each silo counts.</summary>
    Task<SiloAnswers<SiloEvents>> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Everybody who follows.</summary>
    Task<SiloAnswers<EventClient>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends a connection wherever it is; an answer means that it was there.</summary>
    /// <param name="connectionId">Which one.</param>
    /// <param name="principalId">Only when it is this principal's; null for anybody's.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    Task<SiloAnswers<Guid>> CloseAsync(Guid connectionId, string? principalId, CancellationToken cancellationToken = default);
}
