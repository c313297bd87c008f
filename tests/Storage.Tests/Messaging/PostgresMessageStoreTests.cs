using Microsoft.Extensions.Logging.Abstractions;
using Nms.Messaging;
using Nms.Testing.Servers;
using static Nms.Storage.Tests.MessageSamples;

namespace Nms.Storage.Tests;

public sealed class PostgresMessageStoreTests(PostgresServer server) : MessageStoreContract
{
    private string _connectionString = "";
    private PostgresDatabase? _database;
    private PostgresMessageWriter? _writer;

    [Fact]
    public async Task An_inbox_taken_over_by_another_silo_holds_all_that_was_acknowledged_and_no_more()
    {
        await using var otherDatabase = new PostgresDatabase(_connectionString, TimeProvider.System);
        await using var otherWriter = new PostgresMessageWriter(otherDatabase, NullLogger<PostgresMessageWriter>.Instance);
        var other = new PostgresMessageStore(otherDatabase, otherWriter);
        var epoch = (await Store.OpenAsync("monitoring", create: true, Cancellation))!.Epoch;
        var writing = Enumerable.Range(0, 200)
            .Select(_ => Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [Message()] }, Cancellation)).ToList();
        await writing[0];

        var opening = (await other.OpenAsync("monitoring", create: false, Cancellation))!;

        await ((Task)Task.WhenAll(writing)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        var acknowledged = writing.Where(write => write.IsCompletedSuccessfully).Select(write => write.Result[0]);
        Assert.Equal(acknowledged.Order(), opening.Messages.Select(message => message.Sequence));
    }

    protected override async Task<IMessageStore> OpenEmptyAsync()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        _connectionString = await server.CreateDatabaseAsync();
        return Open();
    }

    protected override async Task<IMessageStore> ReopenAsync()
    {
        await CloseAsync();
        return Open();
    }

    protected override async Task CloseAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync();
            await _database!.DisposeAsync();
        }
    }

    private PostgresMessageStore Open()
    {
        _database = new PostgresDatabase(_connectionString, TimeProvider.System);
        _writer = new PostgresMessageWriter(_database, NullLogger<PostgresMessageWriter>.Instance);
        return new PostgresMessageStore(_database, _writer);
    }
}
