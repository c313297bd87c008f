namespace Nms.Storage;

/// <summary>A database as a file that no hub has open.</summary>
internal static class DatabaseFile
{
    public const string Name = "nms.db";

    /// <summary>Files that belong to a database which was not closed.</summary>
    public static readonly string[] Companions = ["-wal", "-shm"];

    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    /// <summary>Makes an empty file that only its owner reads: keys of secrets go into it.</summary>
    public static void CreatePrivate(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        new FileStream(path, options).Dispose();
    }

    /// <summary>Reads every page, and compares the schema with this program's.</summary>
    /// <exception cref="StorageException">The file is damaged, no database of the hub, or one of a newer version.</exception>
    public static void Check(string path)
    {
        using var connection = SqliteConnection.Open(path, readOnly: false, s_patience);
        using (var check = connection.Prepare("PRAGMA integrity_check"))
        {
            check.Step();
            if (check.GetString(0) is not "ok" and var complaint)
            {
                throw new StorageException(SqliteErrors.Corrupt, $"'{path}' is damaged: {complaint}");
            }
        }

        using (var table = connection.Prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'nms_migration'"))
        {
            if (!table.Step())
            {
                throw new StorageException("storage_schema", $"'{path}' is no database of NMS.");
            }
        }

        MigrationPlan.Pending(MigrationSet.Sqlite, SqliteMigrator.Applied(connection), path);
    }

    public static void Flush(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        file.Flush(flushToDisk: true);
    }
}
