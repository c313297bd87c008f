namespace Nms.Storage.Tests;

/// <summary>A silo on a database file.</summary>
public sealed class EmbeddedStorageFixture : StorageFixture
{
    private readonly TemporaryFolder _folder = new();

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        _folder.Dispose();
    }

    protected override void AddStorage(ISiloBuilder silo) => silo.AddEmbeddedStorage(_folder.Path);
}
