using Npgsql;

namespace Nms.Storage;

/// <summary>Turns Npgsql's exceptions, which other silos and clients do not know, into ours.</summary>
internal static class PostgresErrors
{
    public static StorageException Translate(NpgsqlException e, string database) => e switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new("storage_full", $"The disk of the database {database} is full; make room.") { IsTransient = true },
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => new("storage_read_only", $"The database {database} takes no writes; connect to the primary."),
        PostgresException { SqlState: PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted } p => new("storage_corrupt", $"The database {database} is damaged ({p.MessageText}); restore it from a backup."),
        PostgresException { SqlState: PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidCatalogName } p => new("storage_unavailable", $"The database {database} refused the connection ({p.MessageText}); check ConnectionStrings:postgres."),
        PostgresException { IsTransient: false } p => new("storage_failed", $"The database {database} refused an operation ({p.MessageText}, {p.SqlState})."),
        _ => new("storage_unavailable", $"The database {database} does not answer ({e.Message}).") { IsTransient = true },
    };
}
