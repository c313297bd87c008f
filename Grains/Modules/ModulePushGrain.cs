namespace Nms.Modules;

/// <summary>Has messages pushed to one module. The activation is the lease: there is one pump.</summary>
[GrainType("nms.module-push")]
internal sealed class ModulePushGrain(ModulePumpServices services) : Grain, IModulePushGrain, IAsyncDisposable
{
    private ModulePump? _pump;

    public Task EnsureRunningAsync(CancellationToken cancellationToken)
    {
        if (_pump is null or { HasEnded: true })
        {
            _pump = new ModulePump(this.GetPrimaryKeyString(), GrainFactory, services);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_pump is { } pump)
        {
            _pump = null;
            await pump.DisposeAsync();
        }
    }

    /// <summary>The activation is put away.</summary>
    public async ValueTask DisposeAsync() => await StopAsync(CancellationToken.None);
}
