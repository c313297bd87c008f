using Nms.Events;
using Nms.Messaging;
using Nms.Testing;

namespace Nms.Grains.Tests.Messaging;

/// <summary>Inboxes in a silo, with waits that are short.</summary>
public sealed class InboxGrainTests : IAsyncLifetime
{
    private NmsTestCluster _cluster = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _cluster = await StartAsync();

    public async ValueTask DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task A_message_to_a_name_that_nobody_registered_is_refused()
    {
        var error = await Assert.ThrowsAsync<NotFoundException>(() => _cluster.Grains.Inbox("nobody").SendAsync([Draft()], Cancelled));

        Assert.Equal("module_not_found", error.Code);
    }

    [Fact]
    public async Task A_module_that_was_away_gets_what_waited_in_order_of_priority()
    {
        var inbox = await OpenAsync();
        foreach (var priority in new[] { EventPriority.Low, EventPriority.Critical, EventPriority.Normal, EventPriority.Critical, EventPriority.High })
        {
            await inbox.SendAsync([Draft(priority)], Cancelled);
        }

        var received = await inbox.ReceiveAsync(10, TimeSpan.Zero, cancellationToken: Cancelled);

        Assert.Equal(
            [EventPriority.Critical, EventPriority.Critical, EventPriority.High, EventPriority.Normal, EventPriority.Low], received.Select(message => message.Priority));
        Assert.All(received, message => Assert.Equal(MessageStatus.Processing, message.Status));
        Assert.Empty(await inbox.ReceiveAsync(10, TimeSpan.Zero, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task A_waiting_module_gets_a_message_at_once()
    {
        var inbox = await OpenAsync();
        var waiting = inbox.ReceiveAsync(10, TimeSpan.FromSeconds(30), cancellationToken: Cancelled);

        var sent = await inbox.SendAsync([Draft()], Cancelled);

        Assert.Equal(sent[0].MessageId, Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(5), Cancelled)).MessageId);
    }

    [Fact]
    public async Task What_is_acknowledged_is_done_and_what_is_acknowledged_twice_is_unknown()
    {
        var inbox = await OpenAsync();
        var id = (await inbox.SendAsync([Draft()], Cancelled))[0].MessageId;
        await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled);

        Assert.Equal([id], (await inbox.AcknowledgeAsync([new Acknowledgement(id)], Cancelled)).Settled);
        Assert.Equal([id], (await inbox.AcknowledgeAsync([new Acknowledgement(id)], Cancelled)).Unknown);
        Assert.Equal(MessageStatus.Completed, (await _cluster.Grains.Messages().FindAsync(id, Cancelled))!.Status);
    }

    [Fact]
    public async Task The_same_id_is_sent_once_and_somebody_elses_id_is_refused()
    {
        var inbox = await OpenAsync();
        var draft = Draft() with { MessageId = Guid.NewGuid() };

        var receipts = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => inbox.SendAsync([draft], Cancelled)));

        Assert.Single(receipts, receipt => !receipt[0].Duplicate);
        Assert.Single(await inbox.ReceiveAsync(10, TimeSpan.Zero, cancellationToken: Cancelled));
        await Assert.ThrowsAsync<ConflictException>(() => inbox.SendAsync([draft with { SentBy = "user:2" }], Cancelled));
    }

    [Fact]
    public async Task A_message_that_keeps_failing_becomes_a_dead_letter_and_may_be_replayed()
    {
        var inbox = await OpenAsync();
        var id = (await inbox.SendAsync([Draft()], Cancelled))[0].MessageId;
        for (var attempt = 0; attempt < 4; attempt++)
        {
            Assert.Equal(attempt, Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.FromSeconds(10), cancellationToken: Cancelled)).Attempts);
            await inbox.RejectAsync([new Rejection(id, $"attempt {attempt}")], Cancelled);
        }

        var dead = (await _cluster.Grains.Messages().FindAsync(id, Cancelled))!;
        Assert.Equal((MessageStatus.Failed, 4, "attempt 3"), (dead.Status, dead.Attempts, dead.Error));
        Assert.Equal(1, await inbox.ReplayAsync([], Cancelled));
        Assert.Equal(0, Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled)).Attempts);
    }

    [Fact]
    public async Task What_a_module_does_not_acknowledge_is_delivered_again_and_what_it_gives_back_at_once()
    {
        var inbox = await OpenAsync();
        await inbox.SendAsync([Draft()], Cancelled);
        var consumer = Guid.NewGuid();
        Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.Zero, consumer, Cancelled));
        await inbox.ReleaseAsync(consumer, Cancelled);

        Assert.Equal(0, Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled)).Attempts);
        Assert.Equal(1, Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.FromSeconds(20), cancellationToken: Cancelled)).Attempts);
    }

    [Fact]
    public async Task A_consumer_that_is_released_gets_nothing_any_more_and_what_he_had_comes_again_at_once_without_an_attempt_counted()
    {
        var inbox = await OpenAsync();
        await inbox.SendAsync([Draft()], Cancelled);
        var (gone, next) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.Zero, gone, Cancelled));
        var dead = inbox.ReceiveAsync(1, TimeSpan.FromSeconds(30), gone, Cancelled);
        var waiting = inbox.ReceiveAsync(1, TimeSpan.FromSeconds(30), next, Cancelled);

        await inbox.ReleaseAsync(gone, Cancelled);

        Assert.Empty(await dead.WaitAsync(TimeSpan.FromSeconds(10), Cancelled));
        Assert.Equal(0, Assert.Single(await waiting.WaitAsync(TimeSpan.FromSeconds(10), Cancelled)).Attempts);
        Assert.Empty(await inbox.ReceiveAsync(1, TimeSpan.FromSeconds(30), gone, Cancelled));
    }

    [Fact]
    public async Task A_poll_that_is_called_off_leaves_nothing_leased()
    {
        var inbox = await OpenAsync();
        using var calledOff = new CancellationTokenSource();
        var consumer = Guid.NewGuid();
        var poll = inbox.ReceiveAsync(1, TimeSpan.FromSeconds(30), consumer, calledOff.Token);
        await calledOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);

        // The cancellation may overtake the poll, or come after the message: only the release is sure.
        await inbox.ReleaseAsync(consumer, Cancelled);
        await inbox.SendAsync([Draft()], Cancelled);

        Assert.Equal(0, Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.FromSeconds(20), cancellationToken: Cancelled)).Attempts);
    }

    [Fact]
    public async Task A_message_that_somebody_has_is_listed_as_it_reads()
    {
        var inbox = await OpenAsync();
        await inbox.SendAsync([Draft(EventPriority.High), Draft()], Cancelled);
        var leased = Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled));

        var all = await _cluster.Grains.Messages().QueryAsync(new MessageQuery { Inbox = leased.Inbox }, long.MaxValue, 10, Cancelled);
        var processing = await _cluster.Grains.Messages().QueryAsync(new MessageQuery { Inbox = leased.Inbox, Statuses = [MessageStatus.Processing] }, long.MaxValue, 10, Cancelled);
        var pending = await _cluster.Grains.Messages().QueryAsync(new MessageQuery { Inbox = leased.Inbox, Statuses = [MessageStatus.Pending] }, long.MaxValue, 10, Cancelled);

        Assert.Equal([MessageStatus.Pending, MessageStatus.Processing], all.Messages.Select(message => message.Status));
        Assert.Equal((leased.MessageId, leased.LeaseEndsAt), (Assert.Single(processing.Messages).MessageId, processing.Messages[0].LeaseEndsAt));
        Assert.Single(pending.Messages);
    }

    [Fact]
    public async Task A_message_that_is_too_late_times_out()
    {
        var inbox = await OpenAsync();
        var id = (await inbox.SendAsync([Draft() with { Lifetime = TimeSpan.FromMilliseconds(50) }], Cancelled))[0].MessageId;

        var message = await inbox.WaitAsync(id, TimeSpan.FromSeconds(20), Cancelled);

        Assert.Equal(MessageStatus.Timeout, message!.Status);
        Assert.Empty(await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled));
    }

    [Fact]
    public async Task A_full_inbox_refuses_and_takes_again_when_there_is_room()
    {
        var inbox = await OpenAsync();
        await inbox.SendAsync([.. Enumerable.Range(0, 20).Select(_ => Draft())], Cancelled);

        var error = await Assert.ThrowsAsync<ThrottledException>(() => inbox.SendAsync([Draft()], Cancelled));
        var received = await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled);
        await inbox.AcknowledgeAsync([new Acknowledgement(received[0].MessageId)], Cancelled);

        Assert.Equal("inbox_full", error.Code);
        Assert.Single(await inbox.SendAsync([Draft()], Cancelled));
    }

    [Fact]
    public async Task A_response_is_kept_and_sent_to_who_wants_it()
    {
        var inbox = await OpenAsync();
        var asker = await OpenAsync("asker");
        var id = (await inbox.SendAsync([Draft() with { ReplyTo = "asker", CorrelationId = "c-1" }], Cancelled))[0].MessageId;
        var waiting = inbox.WaitAsync(id, TimeSpan.FromSeconds(20), Cancelled);
        await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled);

        await inbox.AcknowledgeAsync([new Acknowledgement(id, """{"answer":42}""")], Cancelled);

        Assert.Equal("""{"answer":42}""", (await waiting)!.ResponseJson);
        var reply = Assert.Single(await asker.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled));
        Assert.Equal(("""{"answer":42}""", "c-1", "worker"), (reply.DataJson, reply.CorrelationId, reply.Sender));
    }

    [Fact]
    public async Task A_closed_inbox_turns_what_it_holds_into_dead_letters()
    {
        var inbox = await OpenAsync();
        var id = (await inbox.SendAsync([Draft()], Cancelled))[0].MessageId;

        await inbox.CloseAsync("gone", Cancelled);

        await Assert.ThrowsAsync<NotFoundException>(() => inbox.SendAsync([Draft()], Cancelled));
        var message = (await _cluster.Grains.Messages().FindAsync(id, Cancelled))!;
        Assert.Equal((MessageStatus.Failed, "gone"), (message.Status, message.Error));
    }

    [Fact]
    public async Task A_stopped_hub_accepts_nothing_new_and_delivers_what_it_has()
    {
        var inbox = await OpenAsync();
        await inbox.SendAsync([Draft()], Cancelled);

        await _cluster.Grains.Hub().StopAsync(Cancelled);

        Assert.Equal("hub_stopped", (await Assert.ThrowsAsync<NmsException>(() => inbox.SendAsync([Draft()], Cancelled))).Code);
        Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled));
        await _cluster.Grains.Hub().StartAsync(Cancelled);
        Assert.Single(await inbox.SendAsync([Draft()], Cancelled));
        await Assert.ThrowsAsync<ConflictException>(() => _cluster.Grains.Hub().StartAsync(Cancelled));
    }

    [Fact]
    public async Task What_could_not_be_written_was_not_accepted_and_is_accepted_later()
    {
        var inbox = await OpenAsync();
        var draft = Draft() with { MessageId = Guid.NewGuid() };
        _cluster.Messages.IsBroken = true;

        await Assert.ThrowsAsync<StorageException>(() => inbox.SendAsync([draft], Cancelled));
        _cluster.Messages.IsBroken = false;

        Assert.False((await inbox.SendAsync([draft], Cancelled))[0].Duplicate);
    }

    [Fact]
    public async Task An_acknowledgement_that_could_not_be_written_is_none()
    {
        var inbox = await OpenAsync();
        var id = (await inbox.SendAsync([Draft()], Cancelled))[0].MessageId;
        await inbox.ReceiveAsync(1, TimeSpan.Zero, cancellationToken: Cancelled);
        _cluster.Messages.IsBroken = true;

        await Assert.ThrowsAsync<StorageException>(() => inbox.AcknowledgeAsync([new Acknowledgement(id)], Cancelled));
        _cluster.Messages.IsBroken = false;

        Assert.Equal(id, Assert.Single(await inbox.ReceiveAsync(1, TimeSpan.FromSeconds(10), cancellationToken: Cancelled)).MessageId);
    }

    [Fact]
    public async Task The_figures_of_the_hub_are_those_of_its_inboxes()
    {
        var inbox = await OpenAsync();
        var ids = (await inbox.SendAsync([Draft(EventPriority.High), Draft(), Draft()], Cancelled)).Select(receipt => receipt.MessageId).ToList();
        await inbox.ReceiveAsync(2, TimeSpan.Zero, cancellationToken: Cancelled);
        await inbox.AcknowledgeAsync([new Acknowledgement(ids[0])], Cancelled);

        var status = await _cluster.Grains.Hub().GetStatusAsync(Cancelled);

        var counters = status.Inboxes.Single(one => one.Inbox == "worker");
        Assert.Equal((3, 1, 0, 2, 3, 1), (counters.Total, counters.Completed, counters.Failed, counters.Open, counters.Peak, status.Processing));
        Assert.Equal(1, counters.Latency[EventPriority.High].Count);
    }

    [Fact]
    public async Task Nothing_that_was_acknowledged_to_a_sender_is_lost_when_silos_die()
    {
        await using var cluster = await StartAsync(silos: 3);
        var inbox = cluster.Grains.Inbox("worker");
        await inbox.OpenAsync(Cancelled);
        var sent = new List<Guid>();
        using var done = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var consuming = Task.Run(
            async () =>
            {
                while (!done.IsCancellationRequested || cluster.Messages.Messages.Any(message => message.Inbox == "worker" && !message.IsFinished))
                {
                    try
                    {
                        var messages = await inbox.ReceiveAsync(10, TimeSpan.FromMilliseconds(200), cancellationToken: Cancelled);
                        await inbox.AcknowledgeAsync([.. messages.Select(message => new Acknowledgement(message.MessageId))], Cancelled);
                    }
                    catch (Exception failure) when (failure is NmsException or TimeoutException or OrleansException)
                    {
                        continue;
                    }
                }
            },
            Cancelled);

        for (var i = 0; i < 300; i++)
        {
            if (i is 100 or 200)
            {
                await cluster.KillAsync(cluster.Silos[^1]);
            }

            var draft = Draft() with { MessageId = Guid.NewGuid() };
            await Eventually.IsTrueAsync(() => TrySendAsync(inbox, draft), () => "the message is accepted", Cancelled);
            sent.Add(draft.MessageId!.Value);
        }

        await done.CancelAsync();
        // A call to a silo that was killed ends when the others have declared it dead, or with its own time-out.
        await Eventually.IsTrueAsync(
            _ => Task.FromResult(consuming.IsCompleted),
            TimeSpan.FromMinutes(2),
            () => $"every message is settled; open: {cluster.Messages.Messages.Count(message => message.Inbox == "worker" && !message.IsFinished)}",
            Cancelled);
        await consuming;

        // An acknowledgement whose answer was lost with a silo is on disk all the same.
        Assert.All(cluster.Messages.Messages.Where(message => message.Inbox == "worker"), message => Assert.Equal(MessageStatus.Completed, message.Status));
        Assert.Equal(300, cluster.Messages.Messages.Count(message => message.Inbox == "worker" && sent.Contains(message.MessageId)));
    }

    private static async Task<bool> TrySendAsync(IInboxGrain inbox, MessageDraft draft)
    {
        try
        {
            await inbox.SendAsync([draft], Cancelled);
            return true;
        }
        catch (Exception failure) when (failure is NmsException or TimeoutException or OrleansException)
        {
            return false;
        }
    }

    private static Task<NmsTestCluster> StartAsync(short silos = 1) => NmsTestCluster.StartAsync(
        new Dictionary<string, string?>
        {
            ["Nms:Messaging:MaximumMessages"] = silos == 1 ? "20" : "1000",
            ["Nms:Messaging:Lease"] = "00:00:01",
            ["Nms:Messaging:RetryFirst"] = "00:00:00.02",
        },
        silos);

    private async Task<IInboxGrain> OpenAsync(string name = "worker")
    {
        var inbox = _cluster.Grains.Inbox(name);
        await inbox.OpenAsync(Cancelled);
        return inbox;
    }

    private static MessageDraft Draft(EventPriority priority = EventPriority.Normal) => new()
    {
        Sender = "tester",
        SentBy = "user:1",
        Type = MessageType.MonitoringData,
        Priority = priority,
        DataJson = """{"cpu":1}""",
    };
}
