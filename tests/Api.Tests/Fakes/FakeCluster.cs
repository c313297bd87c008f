using Nms.Events;

namespace Nms.Api.Tests.Fakes;

/// <summary>A cluster of this host's silo and what a test says of others.</summary>
internal sealed class FakeCluster(IEventGatewayReport here) : IClusterEvents
{
    public List<SiloEvents> Others { get; } = [];

    public List<string> Silent { get; } = [];

    public Task<SiloAnswers<SiloEvents>> ReadAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new SiloAnswers<SiloEvents>([here.Read() with { Silo = "here" }, .. Others], [.. Silent]));

    public Task<SiloAnswers<EventClient>> ListAsync(CancellationToken cancellationToken = default) =>
        Task.FromResult(new SiloAnswers<EventClient>([.. here.List().Select(client => client with { Silo = "here" })], [.. Silent]));

    public Task<SiloAnswers<Guid>> CloseAsync(Guid connectionId, string? principalId, CancellationToken cancellationToken = default) =>
        Task.FromResult(new SiloAnswers<Guid>(here.Close(connectionId, principalId) ? [connectionId] : [], [.. Silent]));
}
