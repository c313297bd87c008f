using System.Collections.Immutable;
using Orleans.Services;

namespace Nms.Events;

/// <summary>One silo's answers about those who follow events there, for the others. Callers use <see cref="IClusterEvents"/>.</summary>
[Alias("Nms.Events.IEventGatewayService")]
public interface IEventGatewayService : IGrainService
{
    /// <summary>What this silo counts.</summary>
    [Alias("ReadAsync")]
    Task<SiloEvents?> ReadAsync(CancellationToken cancellationToken = default);

    /// <summary>Who follows here.</summary>
    [Alias("ListAsync")]
    Task<ImmutableArray<EventClient>> ListAsync(CancellationToken cancellationToken = default);

    /// <summary>Ends a connection; false when it is not of this silo, or not of this principal where one is given.</summary>
    [Alias("CloseAsync")]
    Task<bool> CloseAsync(Guid connectionId, string? principalId, CancellationToken cancellationToken = default);
}
