using SQLitePCL;

namespace Nms.Storage;

/// <summary>
/// One connection to the database file with its prepared statements. Used by one thread at a time. Talks to SQLite's own
/// interface: the ADO.NET one allocates per row and sleeps 150 ms at a time on a busy database.
/// </summary>
internal sealed class SqliteConnection : IDisposable
{
    private readonly sqlite3 _handle;
    private readonly string _path;
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);

    static SqliteConnection() => Batteries_V2.Init();

    private SqliteConnection(sqlite3 handle, string path)
    {
        _handle = handle;
        _path = path;
    }

    /// <summary>Rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    /// <summary>False when SQLite itself has rolled the transaction back, as it does on a full disk.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    public static SqliteConnection Open(string path, bool readOnly, TimeSpan busyTimeout)
    {
        var flags = raw.SQLITE_OPEN_NOMUTEX
            | (readOnly ? raw.SQLITE_OPEN_READONLY : raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_CREATE);
        var result = raw.sqlite3_open_v2(path, out var handle, flags, null);
        var connection = new SqliteConnection(handle, path);
        if (result != raw.SQLITE_OK)
        {
            var error = connection.Error(result);
            connection.Dispose();
            throw error;
        }

        _ = raw.sqlite3_extended_result_codes(handle, 1);
        _ = raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds);
        return connection;
    }

    /// <summary>Gives the prepared statement of a text, prepared once. Dispose it after use; that resets it.</summary>
    public SqliteStatement Prepare(string sql)
    {
        if (!_statements.TryGetValue(sql, out var statement))
        {
            var result = raw.sqlite3_prepare_v3(_handle, sql, raw.SQLITE_PREPARE_PERSISTENT, out var handle);
            if (result != raw.SQLITE_OK)
            {
                throw Error(result);
            }

            _statements.Add(sql, statement = new SqliteStatement(this, handle));
        }

        return statement;
    }

    /// <summary>Runs one statement without parameters, prepared once.</summary>
    public void Execute(string sql)
    {
        using var statement = Prepare(sql);
        while (statement.Step())
        {
        }
    }

    /// <summary>Runs a text of several statements, once.</summary>
    public void ExecuteScript(string sql) => Check(raw.sqlite3_exec(_handle, sql));

    /// <summary>Copies what it can from the write-ahead log into the database, blocking nobody.</summary>
    /// <returns>Frames in the log, and how many of them are in the database now.</returns>
    public (int Logged, int Copied) Checkpoint()
    {
        var result = raw.sqlite3_wal_checkpoint_v2(_handle, null, raw.SQLITE_CHECKPOINT_PASSIVE, out var logged, out var copied);
        // Somebody else's checkpoint is as good as ours.
        if ((result & 0xff) != raw.SQLITE_BUSY)
        {
            Check(result);
        }

        return (logged, copied);
    }

    public void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw Error(result);
        }
    }

    public StorageException Error(int result) => SqliteErrors.Translate(result, raw.sqlite3_errmsg(_handle).utf8_to_string(), _path);

    public void Dispose()
    {
        foreach (var statement in _statements.Values)
        {
            statement.Finish();
        }

        _statements.Clear();
        _handle.Dispose();
    }
}
