using Nms.Testing.Fakes;
using Nms.Workflows;

namespace Nms.Storage.Tests;

/// <summary>The store that tests of grains use keeps to the same rules.</summary>
public sealed class InMemoryWorkflowStoreTests : WorkflowStoreContract
{
    private readonly InMemoryWorkflowStore _store = new();

    protected override Task<IWorkflowStore> OpenEmptyAsync() => Task.FromResult<IWorkflowStore>(_store);

    protected override Task<IWorkflowStore> ReopenAsync() => Task.FromResult<IWorkflowStore>(_store);

    protected override Task CloseAsync() => Task.CompletedTask;
}
