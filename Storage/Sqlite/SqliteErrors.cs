using SQLitePCL;

namespace Nms.Storage;

/// <summary>Turns SQLite's result codes into sentences an operator can act on.</summary>
internal static class SqliteErrors
{
    public const string Corrupt = "storage_corrupt";

    public static StorageException Translate(int result, string message, string path) => (result & 0xff) switch
    {
        raw.SQLITE_FULL => new("storage_full", $"The disk or the size limit of '{path}' is reached; make room.") { IsTransient = true },
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new("storage_busy", $"Another program holds '{path}' locked; close it.") { IsTransient = true },
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new(Corrupt, $"The database '{path}' is damaged ({message}); restore it from a backup or move it away."),
        raw.SQLITE_READONLY or raw.SQLITE_PERM => new("storage_read_only", $"The database '{path}' cannot be written ({message}); check the rights of the file and its folder."),
        raw.SQLITE_CANTOPEN => new("storage_unavailable", $"The database '{path}' cannot be opened ({message}); check the folder and its rights."),
        raw.SQLITE_IOERR => new("storage_unavailable", $"The disk under '{path}' failed ({message}).") { IsTransient = true },
        _ => new("storage_failed", $"The database '{path}' refused an operation ({message}, code {result})."),
    };
}
