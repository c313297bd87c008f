using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Testing.Servers;
using Orleans.Storage;

namespace Nms.Storage.Tests;

/// <summary>A silo with one of the storages, for the tests of one class.</summary>
public abstract class StorageFixture : IAsyncLifetime
{
    private IHost? _host;

    public IServiceProvider Services => _host!.Services;

    public IGrainStorage GrainStorage(string name) => Services.GetRequiredKeyedService<IGrainStorage>(name);

    /// <summary>Why the storage cannot be had here, if so.</summary>
    public virtual string? SkipReason => null;

    public async ValueTask InitializeAsync()
    {
        if (SkipReason is null)
        {
            await PrepareAsync();
            await StartAsync();
        }
    }

    public async Task RestartAsync()
    {
        await StopAsync();
        await StartAsync();
    }

    public virtual async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await StopAsync();
    }

    protected abstract void AddStorage(ISiloBuilder silo);

    protected virtual Task PrepareAsync() => Task.CompletedTask;

    private async Task StartAsync()
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(ServerProcess.FreePort(), ServerProcess.FreePort(), serviceId: "storage-tests", clusterId: "storage-tests");
            AddStorage(silo);
        });
        _host = builder.Build();
        await _host.StartAsync();
    }

    private async Task StopAsync()
    {
        if (_host is not null)
        {
            await _host.StopAsync();
            await ((IAsyncDisposable)_host).DisposeAsync();
            _host = null;
        }
    }
}
