using System.Collections.Immutable;

namespace Nms.Storage;

/// <summary>Which steps a database still lacks. Forwards only.</summary>
internal static class MigrationPlan
{
    /// <exception cref="StorageException">The database is newer than this program, or was made from other statements.</exception>
    public static ImmutableArray<Migration> Pending(
        ImmutableArray<Migration> known, IReadOnlyCollection<AppliedMigration> applied, string database)
    {
        var byNumber = applied.ToDictionary(step => step.Number, step => step.Checksum);
        var newest = known.IsEmpty ? 0 : known[^1].Number;
        if (byNumber.Keys.FirstOrDefault(number => number > newest) is var beyond and not 0)
        {
            throw new StorageException(
                "storage_schema",
                $"The database {database} was written by a newer version of NMS (schema {beyond}, this program knows {newest}); start that version, or restore an older backup.");
        }

        foreach (var migration in known)
        {
            if (byNumber.TryGetValue(migration.Number, out var checksum) && checksum != migration.Checksum)
            {
                throw new StorageException(
                    "storage_schema",
                    $"Schema step {migration.Number} ({migration.Name}) of the database {database} differs from this program's; it was made by another build.");
            }
        }

        return [.. known.Where(migration => !byNumber.ContainsKey(migration.Number))];
    }
}
