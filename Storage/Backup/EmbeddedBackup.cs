using System.Globalization;

namespace Nms.Storage;

/// <summary>Copies the embedded data into one file, in one consistent state, whether the hub runs or not.</summary>
public static class EmbeddedBackup
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(60);

    /// <summary>Makes the copy, checks it, and only then gives it its name. Blocks no writer.</summary>
    /// <param name="dataFolder">Folder of the embedded data.</param>
    /// <param name="target">A folder that is there, or the name of a file that is not.</param>
    /// <param name="time">Names the file.</param>
    /// <returns>Where the copy is.</returns>
    /// <exception cref="StorageException">There are no data, the target cannot be used, or the data are damaged.</exception>
    public static string BackUp(string dataFolder, string target, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        ArgumentException.ThrowIfNullOrWhiteSpace(target);
        ArgumentNullException.ThrowIfNull(time);
        var source = Path.Combine(dataFolder, DatabaseFile.Name);
        if (!File.Exists(source))
        {
            throw new StorageException("storage_unavailable", $"There is no database in '{dataFolder}'; set Nms:Data to the folder of the hub.");
        }

        var file = Path.GetFullPath(Directory.Exists(target) ? Path.Combine(target, $"nms-{Stamp(time)}.db") : target);
        if (File.Exists(file))
        {
            throw new StorageException("storage_failed", $"'{file}' is there already; name another file.");
        }

        var unfinished = $"{file}.{Guid.NewGuid():N}.part";
        try
        {
            DatabaseFile.CreatePrivate(unfinished);
            using (var connection = SqliteConnection.Open(source, readOnly: false, s_patience))
            using (var vacuum = connection.Prepare("VACUUM INTO ?1"))
            {
                vacuum.Bind(1, unfinished).Step();
            }

            DatabaseFile.Check(unfinished);
            DatabaseFile.Flush(unfinished);
            File.Move(unfinished, file);
        }
        finally
        {
            File.Delete(unfinished);
        }

        return file;
    }

    internal static string Stamp(TimeProvider time) => time.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
}
