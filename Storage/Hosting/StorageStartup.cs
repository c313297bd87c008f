namespace Nms.Storage;

/// <summary>Opens the storage and migrates its schema before anything else of the silo starts; a failure stops the start.</summary>
internal sealed class StorageStartup(Func<CancellationToken, Task> open) : ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(StorageStartup), ServiceLifecycleStage.First, open);
}
