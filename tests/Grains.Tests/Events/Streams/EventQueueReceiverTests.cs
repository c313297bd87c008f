using Microsoft.Extensions.Time.Testing;
using Nms.Events;
using Nms.Events.Streams;
using Nms.Testing.Fakes;

namespace Nms.Grains.Tests.Events.Streams;

public sealed class EventQueueReceiverTests
{
    private static readonly CancellationToken Cancelled = TestContext.Current.CancellationToken;

    private readonly InMemoryEventSignal _signal = new();
    private readonly InMemoryEventLog _log;
    private readonly FakeTimeProvider _time = new();

    public EventQueueReceiverTests() => _log = new InMemoryEventLog(_signal);

    [Theory]
    [InlineData(EventPriority.Critical, "stream.critical")]
    [InlineData(EventPriority.High, "stream.high")]
    [InlineData(EventPriority.Normal, "stream.normal")]
    [InlineData(EventPriority.Low, "stream.low")]
    public void Each_priority_has_a_checkpoint_of_its_own(EventPriority priority, string consumer) =>
        Assert.Equal(consumer, EventQueueReceiver.ConsumerOf(priority));

    [Fact]
    public async Task A_read_is_cut_into_runs_of_one_project_in_the_order_of_the_log()
    {
        await AppendAsync(1, 1, 2, 1);

        var runs = await ReadAsync(Receiver());

        Assert.Equal([2, 3, 4], runs.Select(run => run.Last));
        Assert.Equal([1, 2, 3, 4], runs.SelectMany(run => run.Events).Select(e => e.Sequence));
    }

    [Fact]
    public async Task A_run_is_short_enough_for_a_slow_subscriber()
    {
        await AppendAsync(Enumerable.Repeat((byte)1, 100).ToArray());

        Assert.Equal([32, 32, 32, 4], (await ReadAsync(Receiver())).Select(run => run.Events.Length));
    }

    [Fact]
    public async Task Events_of_other_priorities_are_not_read()
    {
        await _log.AppendAsync([TestEvents.Create(EventPriority.Low, Guid.Empty), TestEvents.Create(EventPriority.High, Guid.Empty)], Cancelled);

        Assert.Equal([2], (await ReadAsync(Receiver())).Select(run => run.Last));
    }

    [Fact]
    public async Task Reading_starts_after_the_checkpoint()
    {
        await AppendAsync(1, 1, 1);
        await _log.SetCheckpointAsync("stream.high", 2, Cancelled);

        Assert.Equal([3], (await ReadAsync(Receiver())).SelectMany(run => run.Events).Select(e => e.Sequence));
    }

    [Fact]
    public async Task An_event_that_was_read_and_not_delivered_is_read_again_by_the_next_owner()
    {
        await AppendAsync(1, 2);
        var receiver = Receiver();
        var runs = await ReadAsync(receiver);
        await DeliverAsync(receiver, runs[0]);
        await receiver.Shutdown(TimeSpan.FromSeconds(1), Cancelled);

        Assert.Equal([2], (await ReadAsync(Receiver())).Select(run => run.Last));
    }

    [Fact]
    public async Task Checkpoints_are_written_at_most_once_a_second_and_at_shutdown()
    {
        await AppendAsync(1, 2, 3, 4);
        var receiver = Receiver();
        var runs = await ReadAsync(receiver);

        await DeliverAsync(receiver, runs[0]);
        Assert.Equal(1, await CheckpointAsync());

        await DeliverAsync(receiver, runs[1]);
        Assert.Equal(1, await CheckpointAsync());

        _time.Advance(TimeSpan.FromSeconds(1));
        await DeliverAsync(receiver, runs[2]);
        Assert.Equal(3, await CheckpointAsync());

        await DeliverAsync(receiver, runs[3]);
        await receiver.Shutdown(TimeSpan.FromSeconds(1), Cancelled);
        Assert.Equal(4, await CheckpointAsync());
    }

    [Fact]
    public async Task A_read_waits_for_the_signal()
    {
        var reading = ReadAsync(Receiver());
        Assert.False(reading.IsCompleted);

        await AppendAsync(1);

        Assert.Equal([1], (await reading).Select(run => run.Last));
    }

    [Fact]
    public async Task A_read_that_waits_ends_empty_when_the_silo_stops()
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var reading = Receiver().GetQueueMessagesAsync(100, stopping.Token);

        await stopping.CancelAsync();

        Assert.Empty(await reading);
    }

    private EventQueueReceiver Receiver() => new(EventPriority.High, _log, _signal, _time);

    private static async Task<List<EventRun>> ReadAsync(EventQueueReceiver receiver) =>
        [.. (await receiver.GetQueueMessagesAsync(512, Cancelled)).Cast<EventRun>()];

    private static Task DeliverAsync(EventQueueReceiver receiver, EventRun run) =>
        receiver.MessagesDeliveredAsync([run], Cancelled);

    private Task<long> CheckpointAsync() => _log.GetCheckpointAsync("stream.high", Cancelled);

    private async Task AppendAsync(params byte[] projects) =>
        await _log.AppendAsync([.. projects.Select(project => TestEvents.Create(EventPriority.High, TestEvents.Project(project)))], Cancelled);
}
