using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;
using Orleans.Storage;

namespace Nms.Testing.Fakes;

/// <summary>
/// Grain storage held by the test and not, as Orleans' own memory storage, by a silo: what was written outlives the silo
/// that wrote it.
/// </summary>
public sealed class InMemoryGrainStorage : IGrainStorage
{
    private readonly Lock _gate = new();
    private readonly Dictionary<(string Name, GrainId Grain), (object? State, int ETag)> _rows = [];
    private readonly ServiceProvider _services = new ServiceCollection().AddSerializer().BuildServiceProvider();

    /// <inheritdoc />
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            if (_rows.TryGetValue((stateName, grainId), out var row))
            {
                grainState.State = Copy((T)row.State!);
                grainState.ETag = $"{row.ETag}";
                grainState.RecordExists = true;
            }
            else
            {
                grainState.State = ActivatorUtilities.CreateInstance<T>(_services);
                grainState.ETag = null;
                grainState.RecordExists = false;
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            var etag = CheckUnlocked(stateName, grainId, grainState.ETag) + 1;
            _rows[(stateName, grainId)] = (Copy(grainState.State), etag);
            grainState.ETag = $"{etag}";
            grainState.RecordExists = true;
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_gate)
        {
            CheckUnlocked(stateName, grainId, grainState.ETag);
            _rows.Remove((stateName, grainId));
            grainState.State = ActivatorUtilities.CreateInstance<T>(_services);
            grainState.ETag = null;
            grainState.RecordExists = false;
        }

        return Task.CompletedTask;
    }

    private int CheckUnlocked(string stateName, GrainId grainId, string? etag)
    {
        var stored = _rows.TryGetValue((stateName, grainId), out var row) ? $"{row.ETag}" : null;
        return stored == etag
            ? row.ETag
            : throw new InconsistentStateException($"{stateName} of {grainId} was written elsewhere", stored, etag);
    }

    private T Copy<T>(T state) => _services.GetRequiredService<DeepCopier>().Copy(state)!;
}
