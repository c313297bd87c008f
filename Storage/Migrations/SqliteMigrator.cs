using System.Collections.Immutable;
using System.Globalization;

namespace Nms.Storage;

/// <summary>Brings the embedded database up to this program's schema; the data folder's lock keeps others away meanwhile.</summary>
internal sealed class SqliteMigrator(SqliteConnection connection, TimeProvider time)
{
    public void Migrate(ImmutableArray<Migration> known)
    {
        connection.ExecuteScript("""
            CREATE TABLE IF NOT EXISTS nms_migration (
              number INTEGER PRIMARY KEY, name TEXT NOT NULL, checksum TEXT NOT NULL, applied_at TEXT NOT NULL);
            """);
        foreach (var migration in MigrationPlan.Pending(known, Applied(connection), "nms.db"))
        {
            Apply(migration);
        }
    }

    public static List<AppliedMigration> Applied(SqliteConnection connection)
    {
        using var statement = connection.Prepare("SELECT number, checksum FROM nms_migration ORDER BY number");
        var applied = new List<AppliedMigration>();
        while (statement.Step())
        {
            applied.Add(new AppliedMigration((int)statement.GetInt64(0), statement.GetString(1)));
        }

        return applied;
    }

    private void Apply(Migration migration)
    {
        connection.ExecuteScript("BEGIN IMMEDIATE");
        try
        {
            connection.ExecuteScript(migration.Sql);
            using (var record = connection.Prepare("INSERT INTO nms_migration (number, name, checksum, applied_at) VALUES (?1, ?2, ?3, ?4)"))
            {
                record.Bind(1, migration.Number).Bind(2, migration.Name).Bind(3, migration.Checksum)
                    .Bind(4, time.GetUtcNow().ToString("O", CultureInfo.InvariantCulture)).Step();
            }

            connection.ExecuteScript("COMMIT");
        }
        catch when (connection.InTransaction)
        {
            connection.ExecuteScript("ROLLBACK");
            throw;
        }
    }
}
