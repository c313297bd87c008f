using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Status;
using Nms.Testing.Servers;

namespace Nms.Storage.Tests;

public sealed class StorageRegistrationTests(EmbeddedStorageFixture embedded, ClusterStorageFixture cluster)
    : IClassFixture<EmbeddedStorageFixture>, IClassFixture<ClusterStorageFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_silo_on_a_file_appends_events_and_is_healthy() => await WorksAsync(embedded);

    [Fact]
    public async Task A_silo_on_postgresql_and_redis_appends_events_and_is_healthy() => await WorksAsync(cluster);

    [Fact]
    public async Task A_database_newer_than_the_program_stops_the_start()
    {
        using var folder = new TemporaryFolder();
        using (var connection = SqliteConnection.Open(folder.File("nms.db"), readOnly: false, TimeSpan.FromSeconds(1)))
        {
            new SqliteMigrator(connection, TimeProvider.System).Migrate([.. MigrationSet.Sqlite, MigrationSet.Create(9_999, "future", "SELECT 1")]);
        }

        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo => silo.UseLocalhostClustering(ServerProcess.FreePort(), ServerProcess.FreePort()).AddEmbeddedStorage(folder.Path));
        using var host = builder.Build();

        var error = await Assert.ThrowsAsync<StorageException>(() => host.StartAsync(Cancellation));
        Assert.Contains("newer version", error.Message, StringComparison.Ordinal);
    }

    private static async Task WorksAsync(StorageFixture fixture)
    {
        Assert.SkipWhen(fixture.SkipReason is not null, fixture.SkipReason ?? "");
        var log = fixture.Services.GetRequiredService<IEventLog>();
        var signal = fixture.Services.GetRequiredService<IEventSignal>();
        var before = (await log.GetBoundsAsync(Cancellation)).Head;

        var waiting = signal.WaitAsync(EventPriority.High, before, TimeSpan.FromSeconds(30), Cancellation).AsTask();
        await log.AppendAsync([Samples.Event()], Cancellation);

        await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancellation);
        await fixture.Services.GetRequiredService<IStorageHealth>().CheckAsync(Cancellation);
    }
}
