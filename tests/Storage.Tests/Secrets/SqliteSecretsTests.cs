namespace Nms.Storage.Tests;

public sealed class SqliteSecretsTests : SecretsContract
{
    private readonly TemporaryFolder _folder = new();

    private string Data => _folder.File("data");

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return base.DisposeAsync();
    }

    [Fact]
    public async Task A_restored_copy_of_the_database_still_opens_the_secrets()
    {
        var kept = await ProtectAsync();
        var copy = Directory.CreateDirectory(_folder.File("copy")).FullName;
        File.Copy(Path.Combine(Data, "nms.db"), Path.Combine(copy, "nms.db"));

        await using var restored = await BareSilo.StartAsync(silo => silo.AddEmbeddedStorage(copy));

        Assert.NotEmpty(restored.Unprotect(kept));
    }

    [Fact]
    public async Task The_data_folder_is_made_for_its_owner_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no file modes.");
        await ProtectAsync();

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, new DirectoryInfo(Data).UnixFileMode);
    }

    protected override void AddStorage(ISiloBuilder silo) => silo.AddEmbeddedStorage(Data);
}
