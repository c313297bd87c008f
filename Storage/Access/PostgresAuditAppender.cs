using System.Collections.Immutable;
using System.Threading.Channels;
using Nms.Access;
using Npgsql;

namespace Nms.Storage;

/// <summary>
/// Collects what this silo records while the last transaction commits, and appends it in one. Silos take turns at the head row, which
/// stays locked until the commit: the chain has one order.
/// </summary>
internal sealed class PostgresAuditAppender : IAsyncDisposable
{
    private const int MaximumQueue = 4096;
    private const int MaximumGroup = 256;

    private readonly PostgresDatabase _database;
    private readonly AuditSeal _seal;
    private readonly Channel<Request> _queue = Channel.CreateBounded<Request>(new BoundedChannelOptions(MaximumQueue) { SingleReader = true });
    private readonly Task _running;

    public PostgresAuditAppender(PostgresDatabase database, AuditSeal seal)
    {
        _database = database;
        _seal = seal;
        _running = Task.Run(RunAsync);
    }

    public async Task<ImmutableArray<AuditEntry>> AppendAsync(ImmutableArray<AuditRecord> records, CancellationToken cancellationToken)
    {
        var request = new Request(records);
        try
        {
            await _queue.Writer.WriteAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (ChannelClosedException)
        {
            throw new StorageException("storage_unavailable", "The storage is closed: the program is stopping.");
        }

        return await request.Completion.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _running.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        var group = new List<Request>();
        while (await _queue.Reader.WaitToReadAsync().ConfigureAwait(false))
        {
            group.Clear();
            var count = 0;
            while (count < MaximumGroup && _queue.Reader.TryRead(out var request))
            {
                group.Add(request);
                count += request.Records.Length;
            }

            await AppendGroupAsync(group).ConfigureAwait(false);
        }
    }

    private async Task AppendGroupAsync(List<Request> group)
    {
        try
        {
            var entries = await _database.UseAsync(source => CommitAsync(source, group)).ConfigureAwait(false);
            var place = 0;
            foreach (var request in group)
            {
                request.Completion.TrySetResult(entries.Slice(place, request.Records.Length));
                place += request.Records.Length;
            }
        }
        catch (Exception e) when (group.Count > 1 && e is not StorageException { IsTransient: true })
        {
            // One record that cannot be written must not fail the others.
            foreach (var request in group)
            {
                await AppendGroupAsync([request]).ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            foreach (var request in group)
            {
                request.Completion.TrySetException(e);
            }
        }
    }

    private async Task<ImmutableArray<AuditEntry>> CommitAsync(NpgsqlDataSource source, List<Request> group)
    {
        await using var connection = await source.OpenConnectionAsync().ConfigureAwait(false);
        await using var transaction = await connection.BeginTransactionAsync().ConfigureAwait(false);
        var mark = await HeadAsync(connection).ConfigureAwait(false);
        var entries = ImmutableArray.CreateBuilder<AuditEntry>();
        await using var batch = new NpgsqlBatch(connection, transaction);
        foreach (var record in group.SelectMany(request => request.Records))
        {
            var entry = AuditChainLogic.Follow(mark, record, _seal);
            batch.BatchCommands.Add(PostgresAuditRows.Insert(entry));
            mark = new AuditMark(entry.Sequence, entry.Hash);
            entries.Add(entry);
        }

        await batch.ExecuteNonQueryAsync().ConfigureAwait(false);
        await transaction.CommitAsync().ConfigureAwait(false);
        return entries.DrainToImmutable();
    }

    private static async Task<AuditMark> HeadAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("SELECT sequence, hash FROM audit_head FOR UPDATE", connection);
        await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
        await reader.ReadAsync().ConfigureAwait(false);
        return new AuditMark(reader.GetInt64(0), reader.GetString(1));
    }

    private sealed class Request(ImmutableArray<AuditRecord> records)
    {
        public ImmutableArray<AuditRecord> Records => records;

        public TaskCompletionSource<ImmutableArray<AuditEntry>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
