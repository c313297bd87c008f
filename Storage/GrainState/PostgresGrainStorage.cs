using Npgsql;
using Orleans.Storage;

namespace Nms.Storage;

/// <summary>Orleans' ADO.NET grain storage, with the database's errors in our own words.</summary>
internal sealed class PostgresGrainStorage(AdoNetGrainStorage storage, PostgresDatabase database)
    : IGrainStorage, ILifecycleParticipant<ISiloLifecycle>
{
    public void Participate(ISiloLifecycle lifecycle) => storage.Participate(lifecycle);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Translated(storage.ReadStateAsync(stateName, grainId, grainState));

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Translated(storage.WriteStateAsync(stateName, grainId, grainState));

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Translated(storage.ClearStateAsync(stateName, grainId, grainState));

    private async Task Translated(Task operation)
    {
        try
        {
            await operation;
        }
        catch (NpgsqlException e)
        {
            throw PostgresErrors.Translate(e, database.Name);
        }
    }
}
