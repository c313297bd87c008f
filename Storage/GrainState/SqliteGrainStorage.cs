using System.Globalization;
using Orleans.Serialization.Serializers;
using Orleans.Storage;

namespace Nms.Storage;

/// <summary>Grain state in the embedded database: one row per grain and state name, guarded by a counting etag.</summary>
/// <param name="store">The provider's name; states of different providers do not meet.</param>
/// <param name="serializer">Writes and reads the state.</param>
/// <param name="activators">Makes the state of a grain that has none.</param>
/// <param name="database">The embedded database.</param>
internal sealed class SqliteGrainStorage(
    string store, IGrainStorageSerializer serializer, IActivatorProvider activators, SqliteDatabase database) : IGrainStorage
{
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = await database.ReadAsync(
            new StateKey(store, stateName, grainId.ToString()),
            static (connection, key) =>
            {
                using var statement = connection.Prepare("SELECT etag, data FROM grain_state WHERE grain_id = ?1 AND name = ?2 AND store = ?3");
                return key.BindTo(statement).Step() ? (Etag: statement.GetInt64(0), Data: statement.GetBytes(1)) : default;
            });
        if (row.Data is null)
        {
            Forget(grainState);
            return;
        }

        grainState.State = serializer.Deserialize<T>(BinaryData.FromBytes(row.Data));
        grainState.ETag = Text(row.Etag);
        grainState.RecordExists = true;
    }

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new StateKey(store, stateName, grainId.ToString());
        var expected = Number(grainState.ETag);
        var etag = await database.WriteAsync(
            (key, expected, data: serializer.Serialize(grainState.State).ToMemory()),
            static (connection, write) => write.expected is { } etag
                ? Update(connection, write.key, etag, write.data.Span)
                : Insert(connection, write.key, write.data.Span));
        if (etag == 0)
        {
            throw await ConflictAsync(key, grainState.ETag, "write");
        }

        grainState.ETag = Text(etag);
        grainState.RecordExists = true;
    }

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = new StateKey(store, stateName, grainId.ToString());
        var cleared = await database.WriteAsync(
            (key, expected: Number(grainState.ETag)),
            static (connection, clear) => clear.expected is { } etag ? Delete(connection, clear.key, etag) : StoredEtag(connection, clear.key) == 0);
        if (!cleared)
        {
            throw await ConflictAsync(key, grainState.ETag, "clear");
        }

        Forget(grainState);
    }

    private static long Insert(SqliteConnection connection, StateKey key, ReadOnlySpan<byte> data)
    {
        using var statement = connection.Prepare(
            "INSERT INTO grain_state (grain_id, name, store, etag, data) VALUES (?1, ?2, ?3, 1, ?4) ON CONFLICT DO NOTHING");
        key.BindTo(statement).Bind(4, data).Step();
        return connection.Changes;
    }

    private static long Update(SqliteConnection connection, StateKey key, long etag, ReadOnlySpan<byte> data)
    {
        using var statement = connection.Prepare(
            "UPDATE grain_state SET data = ?4, etag = etag + 1 WHERE grain_id = ?1 AND name = ?2 AND store = ?3 AND etag = ?5");
        key.BindTo(statement).Bind(4, data).Bind(5, etag).Step();
        return connection.Changes == 1 ? etag + 1 : 0;
    }

    private static bool Delete(SqliteConnection connection, StateKey key, long etag)
    {
        using var statement = connection.Prepare("DELETE FROM grain_state WHERE grain_id = ?1 AND name = ?2 AND store = ?3 AND etag = ?4");
        key.BindTo(statement).Bind(4, etag).Step();
        return connection.Changes == 1;
    }

    private static long StoredEtag(SqliteConnection connection, StateKey key)
    {
        using var statement = connection.Prepare("SELECT etag FROM grain_state WHERE grain_id = ?1 AND name = ?2 AND store = ?3");
        return key.BindTo(statement).Step() ? statement.GetInt64(0) : 0;
    }

    private static string Text(long etag) => etag.ToString(CultureInfo.InvariantCulture);

    private static long? Number(string? etag) =>
        string.IsNullOrEmpty(etag) ? null : long.Parse(etag, NumberStyles.None, CultureInfo.InvariantCulture);

    private void Forget<T>(IGrainState<T> grainState)
    {
        grainState.State = activators.GetActivator<T>().Create();
        grainState.ETag = null!;
        grainState.RecordExists = false;
    }

    private async Task<InconsistentStateException> ConflictAsync(StateKey key, string? etag, string action)
    {
        var stored = await database.ReadAsync(key, StoredEtag);
        return new InconsistentStateException(
            $"Cannot {action} state '{key.Name}' of grain {key.GrainId}: somebody else wrote it meanwhile.",
            stored == 0 ? "none" : Text(stored),
            etag ?? "none");
    }

    private readonly record struct StateKey(string Store, string Name, string GrainId)
    {
        public SqliteStatement BindTo(SqliteStatement statement) => statement.Bind(1, GrainId).Bind(2, Name).Bind(3, Store);
    }
}
