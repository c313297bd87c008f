using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Npgsql;

namespace Nms.Storage;

/// <summary>Chains and appends audit records in groups. The head row stays locked until the commit: the chain has one order.</summary>
internal sealed class PostgresAuditAppender : IAsyncDisposable
{
    private const int MaximumGroup = 256;

    private readonly AuditSeal _seal;
    private readonly GroupCommit<AuditRecord, AuditEntry> _groups;

    public PostgresAuditAppender(PostgresDatabase database, AuditSeal seal, ILogger<PostgresAuditAppender> logger)
    {
        _seal = seal;
        _groups = new GroupCommit<AuditRecord, AuditEntry>(
            MaximumGroup, group => database.UseAsync(source => CommitAsync(source, group)), TimeProvider.System, logger);
    }

    public Task<ImmutableArray<AuditEntry>> AppendAsync(ImmutableArray<AuditRecord> records, CancellationToken cancellationToken) =>
        _groups.AppendAsync(records, cancellationToken);

    public ValueTask DisposeAsync() => _groups.DisposeAsync();

    private async Task<ImmutableArray<ImmutableArray<AuditEntry>>> CommitAsync(NpgsqlDataSource source, ImmutableArray<ImmutableArray<AuditRecord>> group)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        var mark = await HeadAsync(connection).ConfigureAwait(false);
        await using var batch = new NpgsqlBatch(connection, transaction);
        var entries = ImmutableArray.CreateRange(group, records => ImmutableArray.CreateRange(records, record =>
        {
            var entry = AuditChainLogic.Follow(mark, record, _seal);
            batch.BatchCommands.Add(PostgresAuditRows.Insert(entry));
            mark = new AuditMark(entry.Sequence, entry.Hash);
            return entry;
        }));
        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return entries;
    }

    private static async Task<AuditMark> HeadAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT sequence, hash FROM audit_head FOR UPDATE", connection);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        return new AuditMark(reader.GetInt64(0), reader.GetString(1));
    }
}
