using Nms.Status;

namespace Nms.Storage;

/// <summary>The embedded storage works when its writer commits and a reader answers.</summary>
internal sealed class SqliteHealth(SqliteDatabase database) : IStorageHealth
{
    public async Task CheckAsync(CancellationToken cancellationToken = default)
    {
        await database.WriteAsync(0, static (connection, _) => One(connection), cancellationToken: cancellationToken).ConfigureAwait(false);
        await database.ReadAsync(0, static (connection, _) => One(connection), cancellationToken).ConfigureAwait(false);
    }

    private static long One(SqliteConnection connection)
    {
        using var statement = connection.Prepare("SELECT head FROM event_log_head");
        statement.Step();
        return statement.GetInt64(0);
    }
}
