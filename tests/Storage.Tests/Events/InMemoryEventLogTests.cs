using Nms.Events;
using Nms.Testing.Fakes;

namespace Nms.Storage.Tests;

/// <summary>The fake other tests use keeps what the databases keep.</summary>
public sealed class InMemoryEventLogTests : EventLogContract
{
    private InMemoryEventLog? _log;

    protected override Task<IEventLog> OpenEmptyAsync() => Task.FromResult<IEventLog>(_log = new InMemoryEventLog(Signal));

    protected override Task<IEventLog> ReopenAsync() => Task.FromResult<IEventLog>(_log!);

    protected override Task CloseAsync() => Task.CompletedTask;
}
