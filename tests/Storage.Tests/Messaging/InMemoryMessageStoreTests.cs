using Nms.Messaging;
using Nms.Testing.Fakes;

namespace Nms.Storage.Tests;

/// <summary>The fake other tests use keeps what the databases keep.</summary>
public sealed class InMemoryMessageStoreTests : MessageStoreContract
{
    private readonly InMemoryMessageStore _store = new();

    protected override Task<IMessageStore> OpenEmptyAsync() => Task.FromResult<IMessageStore>(_store);

    protected override Task<IMessageStore> ReopenAsync() => Task.FromResult<IMessageStore>(_store);

    protected override Task CloseAsync() => Task.CompletedTask;
}
