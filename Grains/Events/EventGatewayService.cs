using System.Collections.Immutable;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nms.Events;

/// <summary>Answers for this silo. A silo without the edge has nobody who follows.</summary>
internal sealed class EventGatewayService(GrainId id, Silo silo, ILoggerFactory loggers, ILocalSiloDetails details, IServiceProvider services)
    : GrainService(id, silo, loggers), IEventGatewayService
{
    private IEventGatewayReport? Report => services.GetService<IEventGatewayReport>();

    public Task<SiloEvents?> ReadAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Report is { } report ? report.Read() with { Silo = details.Name } : null);

    public Task<ImmutableArray<EventClient>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<ImmutableArray<EventClient>>(Report is { } report ? [.. report.List().Select(client => client with { Silo = details.Name })] : []);

    public Task<bool> CloseAsync(Guid connectionId, string? principalId, CancellationToken cancellationToken) =>
        Task.FromResult(Report?.Close(connectionId, principalId) == true);
}
