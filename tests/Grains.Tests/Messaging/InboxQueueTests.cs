using FsCheck;
using FsCheck.Fluent;
using Nms.Events;
using Nms.Messaging;

namespace Nms.Grains.Tests.Messaging;

/// <summary>The order of an inbox against a simple model, in virtual time.</summary>
public sealed class InboxQueueTests
{
    private static readonly DateTimeOffset s_noon = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_lessee = new("5a2c2c4e-5ad3-4a0e-8f51-0c6b4a1d5a11");
    private static readonly TimeSpan s_lease = TimeSpan.FromSeconds(30);

    [Fact]
    public void The_most_urgent_come_first_and_in_order_inside_a_priority()
    {
        var queue = new InboxQueue();
        EventPriority[] priorities = [EventPriority.Low, EventPriority.Critical, EventPriority.Normal, EventPriority.High, EventPriority.Critical, EventPriority.Low];
        for (var i = 0; i < priorities.Length; i++)
        {
            queue.TryAdd(Entry(i + 1, priorities[i]), s_noon);
        }

        Assert.Equal([2, 5, 4, 3, 1, 6], queue.Take(100, long.MaxValue, s_noon, s_lease, s_lessee).Select(entry => entry.Sequence));
    }

    [Fact]
    public void A_message_whose_lease_ended_comes_back_to_its_own_place()
    {
        var queue = new InboxQueue();
        queue.TryAdd(Entry(1, EventPriority.Normal), s_noon);
        queue.TryAdd(Entry(2, EventPriority.Normal), s_noon);
        var first = queue.Take(1, long.MaxValue, s_noon, s_lease, s_lessee)[0];

        var overdue = queue.TakeOverdue(s_noon + s_lease, 10);
        queue.PutBack(first, s_noon + s_lease);

        Assert.Equal([first], overdue);
        Assert.Equal([1, 2], queue.Take(10, long.MaxValue, s_noon + s_lease, s_lease, s_lessee).Select(entry => entry.Sequence));
    }

    [Fact]
    public void A_clock_that_jumps_forth_and_back_loses_nothing()
    {
        var queue = new InboxQueue();
        for (var i = 1; i <= 3; i++)
        {
            queue.TryAdd(Entry(i, EventPriority.Normal, life: TimeSpan.FromDays(7)), s_noon);
        }

        var first = queue.Take(1, long.MaxValue, s_noon, s_lease, s_lessee)[0];
        var (tomorrow, yesterday) = (s_noon.AddDays(1), s_noon.AddDays(-1));

        // Forth: the lease is over at once, and the message comes again, as one may that was not acknowledged.
        Assert.Equal([first], queue.TakeOverdue(tomorrow, 10));
        queue.PutBack(first, tomorrow);
        Assert.Equal([1, 2, 3], queue.Take(10, long.MaxValue, tomorrow, s_lease, s_lessee).Select(entry => entry.Sequence));

        // Back: leases last longer, but what is acknowledged, given back or new is not held up by them.
        Assert.Empty(queue.TakeOverdue(yesterday, 10));
        queue.TryAdd(Entry(4, EventPriority.Normal, at: yesterday), yesterday);
        Assert.Equal([4], queue.Take(10, long.MaxValue, yesterday, s_lease, s_lessee).Select(entry => entry.Sequence));
        queue.BeginSettling(first);
        queue.Remove(first);
        Assert.True(queue.PutBackOf(s_lessee, yesterday));
        Assert.Equal([2, 3, 4], queue.Take(10, long.MaxValue, yesterday, s_lease, s_lessee).Select(entry => entry.Sequence));
    }

    [Fact]
    public void The_size_of_a_delivery_is_bounded_but_for_its_first_message()
    {
        var queue = new InboxQueue();
        for (var i = 1; i <= 4; i++)
        {
            queue.TryAdd(Entry(i, EventPriority.Normal, size: 400), s_noon);
        }

        Assert.Single(queue.Take(10, 100, s_noon, s_lease, s_lessee));
        Assert.Equal(2, queue.Take(10, 1_000, s_noon, s_lease, s_lessee).Count);
    }

    [Fact]
    public void Nothing_stays_behind_what_has_left()
    {
        var queue = new InboxQueue();
        for (var i = 1; i <= 1_000; i++)
        {
            var entry = Entry(i, EventPriority.Normal);
            queue.TryAdd(entry, s_noon);
            queue.Take(1, long.MaxValue, s_noon, s_lease, s_lessee);
            queue.BeginSettling(entry);
            queue.Remove(entry);
        }

        Assert.Equal((0, 0, 0L, (DateTimeOffset?)null), (queue.Count, queue.Leased, queue.Bytes, queue.NextDeadline));
    }

    [Fact]
    public void Any_run_delivers_as_a_simple_model_does() => Prop.ForAll(Runs().ToArbitrary(), steps =>
    {
        var (queue, model, now, next) = (new InboxQueue(), new Model(), s_noon, 1L);
        foreach (var (kind, number) in steps)
        {
            switch (kind)
            {
                case 0:
                    var entry = Entry(next++, (EventPriority)((number % 4) + 1), now, TimeSpan.FromSeconds(20 + (number % 100)));
                    queue.TryAdd(entry, now);
                    model.Open.Add(entry.Sequence, new ModelEntry(entry.Priority, entry.ExpiresAt));
                    break;
                case 1:
                    Assert.Equal(model.Take((number % 3) + 1, now + s_lease), queue.Take((number % 3) + 1, long.MaxValue, now, s_lease, s_lessee).Select(taken => taken.Sequence));
                    break;
                case 2 when model.Leased().Skip(number % 3).FirstOrDefault() is > 0 and var done:
                    model.Open.Remove(done);
                    var finished = queue.Entries.Single(one => one.Sequence == done);
                    queue.BeginSettling(finished);
                    queue.Remove(finished);
                    break;
                case 3 when model.Leased().FirstOrDefault() is > 0 and var failed:
                    var due = now.AddSeconds(number % 10);
                    model.Open[failed] = model.Open[failed] with { LeaseEnds = null, DueAt = due };
                    var again = queue.Entries.Single(one => one.Sequence == failed);
                    again.DueAt = due;
                    queue.PutBack(again, now);
                    break;
                default:
                    now = now.AddSeconds(number % 40);
                    foreach (var overdue in queue.TakeOverdue(now, int.MaxValue))
                    {
                        Assert.True(model.IsOverdue(overdue.Sequence, now));
                        if (overdue.ExpiresAt <= now)
                        {
                            queue.Remove(overdue);
                        }
                        else
                        {
                            overdue.DueAt = null;
                            queue.PutBack(overdue, now);
                        }
                    }

                    model.Advance(now);
                    break;
            }

            Assert.Equal(model.Open.Keys, queue.Entries.Select(one => one.Sequence).Order());
            Assert.Equal(model.Leased().Count(), queue.Leased);
        }
    }).QuickCheckThrowOnFailure();

    private static Gen<(int Kind, int Number)[]> Runs() =>
        (from kind in Gen.Choose(0, 4) from number in Gen.Choose(0, 1_000) select (kind, number)).ArrayOf();

    private static InboxEntry Entry(long sequence, EventPriority priority, DateTimeOffset? at = null, TimeSpan? life = null, int size = 1)
    {
        var created = at ?? s_noon;
        return new InboxEntry(new OpenMessage(sequence, Guid.NewGuid(), priority, created, created + (life ?? TimeSpan.FromHours(1)), 0, null, size));
    }

    private sealed record ModelEntry(EventPriority Priority, DateTimeOffset ExpiresAt, DateTimeOffset? LeaseEnds = null, DateTimeOffset? DueAt = null);

    private sealed class Model
    {
        private DateTimeOffset _now = s_noon;

        public SortedDictionary<long, ModelEntry> Open { get; } = [];

        public IEnumerable<long> Leased() => Open.Where(entry => entry.Value.LeaseEnds is not null).Select(entry => entry.Key);

        public List<long> Take(int most, DateTimeOffset leaseEnds)
        {
            var taken = Open.Where(entry => entry.Value.LeaseEnds is null && !(entry.Value.DueAt > _now))
                .OrderByDescending(entry => entry.Value.Priority).ThenBy(entry => entry.Key).Take(most).Select(entry => entry.Key).ToList();
            taken.ForEach(sequence => Open[sequence] = Open[sequence] with { LeaseEnds = leaseEnds, DueAt = null });
            return taken;
        }

        public bool IsOverdue(long sequence, DateTimeOffset now) => Open[sequence].ExpiresAt <= now || Open[sequence].LeaseEnds <= now;

        public void Advance(DateTimeOffset now)
        {
            _now = now;
            foreach (var sequence in Open.Keys.Where(sequence => IsOverdue(sequence, now)).ToList())
            {
                if (Open[sequence].ExpiresAt <= now)
                {
                    Open.Remove(sequence);
                }
                else
                {
                    Open[sequence] = Open[sequence] with { LeaseEnds = null };
                }
            }
        }
    }
}
