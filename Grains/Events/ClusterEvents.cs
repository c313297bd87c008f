using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Orleans.Runtime.Services;

namespace Nms.Events;

/// <summary>Asks the silos that are alive, all at once.</summary>
internal sealed partial class ClusterEvents(IServiceProvider services, ISiloStatusOracle silos, TimeProvider time, ILogger<ClusterEvents> logger)
    : GrainServiceClient<IEventGatewayService>(services), IClusterEvents
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(2);

    public Task<SiloAnswers<SiloEvents>> ReadAsync(CancellationToken cancellationToken) =>
        AskAsync<SiloEvents>(async (silo, token) => await silo.ReadAsync(token) is { } events ? [events] : [], cancellationToken);

    public Task<SiloAnswers<EventClient>> ListAsync(CancellationToken cancellationToken) =>
        AskAsync(static (silo, token) => silo.ListAsync(token), cancellationToken);

    public Task<SiloAnswers<Guid>> CloseAsync(Guid connectionId, string? principalId, CancellationToken cancellationToken) =>
        AskAsync<Guid>(async (silo, token) => await silo.CloseAsync(connectionId, principalId, token) ? [connectionId] : [], cancellationToken);

    private async Task<SiloAnswers<T>> AskAsync<T>(
        Func<IEventGatewayService, CancellationToken, Task<ImmutableArray<T>>> ask, CancellationToken cancellationToken)
    {
        SiloAddress[] alive = [.. silos.GetApproximateSiloStatuses(onlyActive: true).Keys];
        var answers = await Task.WhenAll(alive.Select(silo => AskAsync(silo, ask, cancellationToken)));
        return new(
            [.. answers.SelectMany(answer => answer ?? [])],
            [.. alive.Zip(answers).Where(pair => pair.Second is null).Select(pair => NameOf(pair.First)).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Null when the silo does not answer: it may be going, or of a version that does not know the question.</summary>
    private async Task<ImmutableArray<T>?> AskAsync<T>(
        SiloAddress silo, Func<IEventGatewayService, CancellationToken, Task<ImmutableArray<T>>> ask, CancellationToken cancellationToken)
    {
        try
        {
            return await ask(GetGrainService(silo), cancellationToken).WaitAsync(s_deadline, time, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogSilent(failure, silo);
            return null;
        }
    }

    private string NameOf(SiloAddress silo) => silos.TryGetSiloName(silo, out var name) ? name : silo.ToString();

    [LoggerMessage(7005, LogLevel.Warning, "Silo {Silo} does not tell who follows events there")]
    private partial void LogSilent(Exception failure, SiloAddress silo);
}
