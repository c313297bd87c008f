using System.Collections.Immutable;
using Npgsql;

namespace Nms.Storage;

/// <summary>Brings the cluster's database up to this program's schema. Silos that start together take turns.</summary>
internal sealed class PostgresMigrator(NpgsqlDataSource source, TimeProvider time, string database)
{
    /// <summary>"nmsschem" in ASCII: any number that nobody else locks.</summary>
    private const long AdvisoryLock = 0x6e6d_7373_6368_656d;

    private const int PatienceSeconds = 300;

    public async Task MigrateAsync(ImmutableArray<Migration> known, CancellationToken cancellationToken = default)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, $"SELECT pg_advisory_lock({AdvisoryLock})", cancellationToken).ConfigureAwait(false);
        try
        {
            await ExecuteAsync(
                connection,
                "CREATE TABLE IF NOT EXISTS nms_migration (number integer PRIMARY KEY, name text NOT NULL, checksum text NOT NULL, applied_at timestamptz NOT NULL)",
                cancellationToken).ConfigureAwait(false);
            foreach (var migration in MigrationPlan.Pending(known, await AppliedAsync(connection, cancellationToken).ConfigureAwait(false), database))
            {
                await ApplyAsync(connection, migration, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            await ExecuteAsync(connection, $"SELECT pg_advisory_unlock({AdvisoryLock})", CancellationToken.None).ConfigureAwait(false);
        }
    }

    private static async Task<List<AppliedMigration>> AppliedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("SELECT number, checksum FROM nms_migration ORDER BY number", connection);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        var applied = new List<AppliedMigration>();
        while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            applied.Add(new AppliedMigration(reader.GetInt32(0), reader.GetString(1)));
        }

        return applied;
    }

    private async Task ApplyAsync(NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await ExecuteAsync(connection, migration.Sql, cancellationToken).ConfigureAwait(false);
        await using var record = new NpgsqlCommand(
            "INSERT INTO nms_migration (number, name, checksum, applied_at) VALUES ($1, $2, $3, $4)", connection, transaction)
        {
            Parameters =
            {
                new() { Value = migration.Number },
                new() { Value = migration.Name },
                new() { Value = migration.Checksum },
                new() { Value = time.GetUtcNow() },
            },
        };
        await record.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = PatienceSeconds };
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
