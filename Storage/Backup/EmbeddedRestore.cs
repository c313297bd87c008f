using Microsoft.Extensions.Logging.Abstractions;
using Nms.Access;

namespace Nms.Storage;

/// <summary>Puts a back-up in the place of the embedded data, when it is whole and no hub runs.</summary>
public static class EmbeddedRestore
{
    /// <summary>Checks the back-up in a folder beside the data, puts the data aside, and then takes the back-up in one step.</summary>
    /// <param name="backup">File that <see cref="EmbeddedBackup"/> made.</param>
    /// <param name="dataFolder">Folder of the embedded data.</param>
    /// <param name="seal">The key of the audit log, or none.</param>
    /// <param name="time">Names the folder of what was there.</param>
    /// <param name="cancellationToken">Ends it before anything is replaced.</param>
    /// <returns>The end of the audit log that was restored, and where what was there is now; null when there was nothing.</returns>
    /// <exception cref="StorageException">A hub runs on the folder, or the back-up cannot be used; nothing was changed then.</exception>
    public static async Task<(AuditMark AuditHead, string? Aside)> RestoreAsync(
        string backup, string dataFolder, AuditSeal seal, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(dataFolder);
        ArgumentNullException.ThrowIfNull(seal);
        ArgumentNullException.ThrowIfNull(time);
        if (!File.Exists(backup))
        {
            throw new StorageException("storage_unavailable", $"There is no file '{backup}'.");
        }

        using var alone = DataFolderLock.Take(dataFolder);

        // On the same file system as the data, so that the last step is one rename.
        var staging = Directory.CreateDirectory(Path.Combine(dataFolder, $"restore-{Guid.NewGuid():N}")).FullName;
        try
        {
            var staged = Path.Combine(staging, DatabaseFile.Name);
            DatabaseFile.CreatePrivate(staged);
            await CopyAsync(backup, staged, cancellationToken).ConfigureAwait(false);
            DatabaseFile.Check(staged);
            var head = await VerifyAsync(staging, seal, time, cancellationToken).ConfigureAwait(false);
            DatabaseFile.Flush(staged);

            var current = Path.Combine(dataFolder, DatabaseFile.Name);
            var aside = await PutAsideAsync(current, Path.Combine(dataFolder, $"before-restore-{EmbeddedBackup.Stamp(time)}")).ConfigureAwait(false);
            foreach (var companion in DatabaseFile.Companions)
            {
                // A log of the old database must not meet the new one.
                File.Delete(current + companion);
            }

            File.Move(staged, current, overwrite: true);
            return (head, aside);
        }
        finally
        {
            Directory.Delete(staging, recursive: true);
        }
    }

    /// <summary>Brings the copy to this program's schema, as the start of the hub would, and looks at the chain.</summary>
    private static async Task<AuditMark> VerifyAsync(string folder, AuditSeal seal, TimeProvider time, CancellationToken cancellationToken)
    {
        var database = new SqliteDatabase(new SqliteStorageOptions { DataFolder = folder }, time, NullLogger<SqliteDatabase>.Instance);
        await using var closing = database.ConfigureAwait(false);
        var found = await new AuditVerifier(new SqliteAuditLog(database, seal), seal).RunAsync(null, null, null, cancellationToken).ConfigureAwait(false);
        return found.Fault switch
        {
            null => found.Head,

            // The key was set after the back-up was made: its next entries will have it.
            { Reason: AuditFault.Weakened } when found.KeyedFrom is null => found.Head,
            var fault => throw new StorageException(
                SqliteErrors.Corrupt, $"The audit log of the back-up is not what was written: entry {fault.Sequence}, {fault.Reason}."),
        };
    }

    /// <summary>Copies instead of moving: at no moment is there a folder without a database, in which a hub would begin anew.</summary>
    private static async Task<string?> PutAsideAsync(string current, string aside)
    {
        if (!File.Exists(current))
        {
            return null;
        }

        Directory.CreateDirectory(aside);
        foreach (var file in DatabaseFile.Companions.Prepend("").Select(companion => current + companion).Where(File.Exists))
        {
            var copy = Path.Combine(aside, Path.GetFileName(file));
            DatabaseFile.CreatePrivate(copy);
            await CopyAsync(file, copy, CancellationToken.None).ConfigureAwait(false);
            DatabaseFile.Flush(copy);
        }

        return aside;
    }

    private static async Task CopyAsync(string from, string to, CancellationToken cancellationToken)
    {
        using var source = new FileStream(from, FileMode.Open, FileAccess.Read, FileShare.Read);
        using var target = new FileStream(to, FileMode.Create, FileAccess.Write);
        await source.CopyToAsync(target, cancellationToken).ConfigureAwait(false);
    }
}
