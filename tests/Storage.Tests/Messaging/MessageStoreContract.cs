using System.Collections.Immutable;
using Nms.Events;
using Nms.Messaging;
using static Nms.Storage.Tests.MessageSamples;

namespace Nms.Storage.Tests;

/// <summary>What every message store keeps, whatever database is under it. Each test starts with an empty store.</summary>
public abstract class MessageStoreContract : IAsyncLifetime
{
    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected IMessageStore Store { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Store = await OpenEmptyAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await CloseAsync();
    }

    protected abstract Task<IMessageStore> OpenEmptyAsync();

    /// <summary>Closes the store and opens it again on the same database.</summary>
    protected abstract Task<IMessageStore> ReopenAsync();

    protected abstract Task CloseAsync();

    [Fact]
    public async Task An_inbox_that_was_never_made_is_not_there()
    {
        Assert.Null(await Store.OpenAsync("nobody", create: false, Cancellation));
        Assert.Empty(await Store.ReadCountersAsync(Cancellation));
    }

    [Fact]
    public async Task A_message_reads_as_it_was_written()
    {
        var message = Message() with { CorrelationId = "c", ReplyTo = "reporting", Broadcast = true };
        var epoch = await MakeAsync();

        var sequence = Assert.Single(await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [message] }, Cancellation));
        Store = await ReopenAsync();

        Assert.Equal(message with { Sequence = sequence }, await Store.FindAsync(message.MessageId, Cancellation));
        Assert.Equal([message with { Sequence = sequence }], await Store.ReadAsync([sequence], Cancellation));
    }

    [Fact]
    public async Task An_id_is_written_once()
    {
        var epoch = await MakeAsync();
        var message = Message();

        var first = await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [message, message] }, Cancellation);
        var second = await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [message with { DataJson = "{}" }, Message()] }, Cancellation);

        Assert.Equal(0, first[1]);
        Assert.Equal((0, true), (second[0], second[1] > first[0]));
        Assert.Equal(message.DataJson, (await Store.FindAsync(message.MessageId, Cancellation))!.DataJson);
        Assert.Equal(2, (await CountersAsync()).Total);
    }

    [Fact]
    public async Task Opening_finds_what_is_open_in_order_and_nothing_else()
    {
        var epoch = await MakeAsync();
        var other = await MakeAsync("other");
        await Store.CommitAsync(new InboxChange("other", other) { Inserts = [Message("other")] }, Cancellation);
        var urgent = Message(priority: EventPriority.Critical);
        var sequences = await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [Message(), urgent, Message(), Message()] }, Cancellation);
        var again = new MessageOutcome(sequences[1], EventPriority.Critical, MessageStatus.Pending, 1) { DueAt = Noon.AddSeconds(9), Error = "later" };
        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [Done(sequences[0]), again, Dead(sequences[2])] }, Cancellation);

        Store = await ReopenAsync();
        var opening = (await Store.OpenAsync("monitoring", create: false, Cancellation))!;

        Assert.True(opening.Registered);
        Assert.Equal([sequences[1], sequences[3]], opening.Messages.Select(message => message.Sequence));
        Assert.Equal(
            new OpenMessage(sequences[1], urgent.MessageId, EventPriority.Critical, urgent.CreatedAt, urgent.ExpiresAt, 1, Noon.AddSeconds(9), 22),
            opening.Messages[0]);
    }

    [Fact]
    public async Task Who_was_replaced_writes_nothing_more()
    {
        var former = await MakeAsync();
        var latter = (await Store.OpenAsync("monitoring", create: true, Cancellation))!.Epoch;

        var error = await Assert.ThrowsAsync<NmsException>(() => Store.CommitAsync(new InboxChange("monitoring", former) { Inserts = [Message()] }, Cancellation));

        Assert.Equal(InboxCodes.Moved, error.Code);
        Assert.Equal(0, (await CountersAsync()).Total);
        Assert.Single(await Store.CommitAsync(new InboxChange("monitoring", latter) { Inserts = [Message()] }, Cancellation));
    }

    [Fact]
    public async Task Of_changes_at_the_same_time_only_that_of_the_replaced_fails()
    {
        var former = await MakeAsync();
        var latter = (await Store.OpenAsync("monitoring", create: true, Cancellation))!.Epoch;

        var good = Enumerable.Range(0, 20).Select(_ => Store.CommitAsync(new InboxChange("monitoring", latter) { Inserts = [Message()] }, Cancellation)).ToList();
        var bad = Store.CommitAsync(new InboxChange("monitoring", former) { Inserts = [Message()] }, Cancellation);

        await Assert.ThrowsAsync<NmsException>(() => bad);
        Assert.Equal(20, (await Task.WhenAll(good)).Select(sequences => sequences[0]).Where(sequence => sequence > 0).Distinct().Count());
    }

    [Fact]
    public async Task Counters_follow_what_became_of_messages()
    {
        var epoch = await MakeAsync();
        var sequences = await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [Message(), Message(), Message(), Message()] }, Cancellation);
        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [Done(sequences[0], "{\"ok\":true}"), Done(sequences[1]), Dead(sequences[2])] }, Cancellation);

        // Settled twice counts once.
        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [Done(sequences[0]), Dead(sequences[1])] }, Cancellation);

        var counters = await CountersAsync();
        Assert.Equal((4, 2, 1, 4, 1), (counters.Total, counters.Completed, counters.Failed, counters.Peak, counters.Open));
        Assert.Equal(TimeSpan.FromSeconds(4), counters.Processing);
        Assert.Equal(new QueueLatency(2, TimeSpan.FromSeconds(2)), counters.Latency[EventPriority.Normal]);
        Assert.Equal("{\"ok\":true}", (await Store.ReadAsync([sequences[0]], Cancellation))[0].ResponseJson);
    }

    [Fact]
    public async Task A_dead_letter_comes_back_once_and_is_deleted_only_while_it_is_dead()
    {
        var epoch = await MakeAsync();
        var sequence = (await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [Message()] }, Cancellation))[0];
        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [Dead(sequence)] }, Cancellation);
        var replay = new MessageOutcome(sequence, EventPriority.Normal, MessageStatus.Pending, 0) { ReplayedUntil = Noon.AddDays(1) };

        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [replay] }, Cancellation);
        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [replay], Deletes = [sequence] }, Cancellation);

        var message = Assert.Single(await Store.ReadAsync([sequence], Cancellation));
        Assert.Equal((MessageStatus.Pending, Noon.AddDays(1)), (message.Status, message.ExpiresAt));
        Assert.Equal((0, 1), ((await CountersAsync()).Failed, (await CountersAsync()).Open));

        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [Dead(sequence)] }, Cancellation);
        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Deletes = [sequence] }, Cancellation);
        Assert.Empty(await Store.ReadAsync([sequence], Cancellation));
    }

    [Fact]
    public async Task A_query_shows_the_newest_first_and_what_it_asks_for()
    {
        var epoch = await MakeAsync();
        var other = await MakeAsync("other");
        var mine = await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = [Message(), Message() with { Type = MessageType.HealthCheck }] }, Cancellation);
        var theirs = await Store.CommitAsync(
            new InboxChange("other", other) { Inserts = [Message("other") with { Sender = "monitoring" }, Message("other")] }, Cancellation);
        await Store.CommitAsync(new InboxChange("monitoring", epoch) { Outcomes = [Dead(mine[0])] }, Cancellation);

        Assert.Equal([theirs[1], theirs[0], mine[1]], await SequencesAsync(new MessageQuery(), limit: 3));
        Assert.Equal([mine[0]], await SequencesAsync(new MessageQuery(), before: mine[1]));
        Assert.Equal([theirs[0], mine[1], mine[0]], await SequencesAsync(new MessageQuery { Module = "monitoring" }));
        Assert.Equal([mine[1], mine[0]], await SequencesAsync(new MessageQuery { Inbox = "monitoring" }));
        Assert.Equal([mine[1]], await SequencesAsync(new MessageQuery { Type = MessageType.HealthCheck }));
        Assert.Equal([mine[0]], await SequencesAsync(new MessageQuery { Statuses = MessageQuery.Dead }));
        Assert.Equal([theirs[1], theirs[0]], await SequencesAsync(new MessageQuery { Visible = ["other"] }));
        Assert.Empty(await SequencesAsync(new MessageQuery { Visible = [] }));
    }

    [Fact]
    public async Task A_purge_takes_what_is_finished_and_old_or_too_much()
    {
        var epoch = await MakeAsync();
        var messages = Enumerable.Range(0, 6).Select(i => Message() with { CreatedAt = Noon.AddMinutes(i) }).ToImmutableArray();
        var sequences = await Store.CommitAsync(new InboxChange("monitoring", epoch) { Inserts = messages }, Cancellation);
        await Store.CommitAsync(
            new InboxChange("monitoring", epoch) { Outcomes = [Done(sequences[0]), Dead(sequences[2]), Done(sequences[3]), Done(sequences[5])] }, Cancellation);

        Assert.Equal(2, await Store.PurgeAsync(Noon.AddMinutes(3), keep: 1_000, Cancellation));
        Assert.Equal([sequences[5], sequences[4], sequences[3], sequences[1]], await SequencesAsync(new MessageQuery()));
        Assert.Equal(1, await Store.PurgeAsync(DateTimeOffset.MinValue, keep: 1, Cancellation));
        Assert.Equal([sequences[5], sequences[4], sequences[1]], await SequencesAsync(new MessageQuery()));
    }

    private async Task<long> MakeAsync(string inbox = "monitoring")
    {
        var epoch = (await Store.OpenAsync(inbox, create: true, Cancellation))!.Epoch;
        await Store.CommitAsync(new InboxChange(inbox, epoch) { Registered = true }, Cancellation);
        return epoch;
    }

    private async Task<InboxCounters> CountersAsync() => (await Store.ReadCountersAsync(Cancellation)).Single(counters => counters.Inbox == "monitoring");

    private async Task<IEnumerable<long>> SequencesAsync(MessageQuery query, long before = long.MaxValue, int limit = 100) =>
        (await Store.QueryAsync(query, before, limit, Cancellation)).Select(message => message.Sequence);
}
