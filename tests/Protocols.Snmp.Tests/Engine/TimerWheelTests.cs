using Microsoft.Extensions.Time.Testing;
using Nms.Snmp.Engine;

namespace Nms.Protocols.Snmp.Tests.Engine;

public sealed class TimerWheelTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TimerWheel _wheel;
    private readonly List<int> _due = [];

    public TimerWheelTests() => _wheel = new TimerWheel(_time);

    public void Dispose() => _wheel.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(250)]
    [InlineData(10_235)]
    [InlineData(60_000)]
    public void An_entry_is_due_after_its_time_and_within_two_ticks_of_it(int milliseconds)
    {
        _wheel.Schedule(new Entry(this, 1), TimeSpan.FromMilliseconds(milliseconds));

        _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
        Assert.Empty(_due);
        _time.Advance(2 * TimerWheel.Tick);

        Assert.Equal([1], _due);
    }

    [Fact]
    public void What_is_cancelled_is_never_due_and_what_is_set_again_is_due_once()
    {
        var (cancelled, again) = (new Entry(this, 1), new Entry(this, 2));
        _wheel.Schedule(cancelled, TimeSpan.FromMilliseconds(50));
        _wheel.Schedule(again, TimeSpan.FromMilliseconds(50));
        _wheel.Cancel(cancelled);
        _wheel.Schedule(again, TimeSpan.FromMilliseconds(500));

        _time.Advance(TimeSpan.FromMilliseconds(400));
        Assert.Empty(_due);
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([2], _due);
    }

    [Fact]
    public void Thousands_are_each_due_once_in_the_order_of_their_ticks_whatever_is_cancelled_between()
    {
        var random = new Random(17);
        var entries = Enumerable.Range(0, 5_000).Select(number => (Entry: new Entry(this, number), After: random.Next(1, 30_000))).ToList();
        foreach (var (entry, after) in entries)
        {
            _wheel.Schedule(entry, TimeSpan.FromMilliseconds(after));
        }

        var kept = entries.Where((_, index) => index % 3 != 0).ToList();
        foreach (var (entry, _) in entries.Except(kept))
        {
            _wheel.Cancel(entry);
        }

        for (var step = 0; step < 31_000; step += 5)
        {
            _time.Advance(TimerWheel.Tick);
        }

        Assert.Equal(kept.Select(one => one.Entry.Number).Order(), _due.Order());
        Assert.All(_due.Zip(_due.Skip(1)), pair => Assert.True(entries[pair.First].After <= entries[pair.Second].After + (2 * TimerWheel.Tick.TotalMilliseconds)));
    }

    [Fact]
    public void A_pause_of_the_process_longer_than_the_wheel_makes_all_due_at_once()
    {
        _wheel.Schedule(new Entry(this, 1), TimeSpan.FromMilliseconds(20));
        _wheel.Schedule(new Entry(this, 2), TimeSpan.FromSeconds(9));
        _wheel.Schedule(new Entry(this, 3), TimeSpan.FromSeconds(90));

        _time.AutoAdvanceAmount = TimeSpan.Zero;
        _time.Advance(TimeSpan.FromMinutes(1));

        Assert.Equal([1, 2], _due.Order());
    }

    [Fact]
    public void An_entry_may_be_set_again_when_it_is_due()
    {
        var entry = new Entry(this, 1);
        entry.WhenDue = () => _wheel.Schedule(entry, TimeSpan.FromMilliseconds(100));
        _wheel.Schedule(entry, TimeSpan.FromMilliseconds(100));

        for (var step = 0; step < 100; step++)
        {
            _time.Advance(TimerWheel.Tick);
        }

        Assert.Equal(4, _due.Count);
    }

    private sealed class Entry(TimerWheelTests test, int number) : TimerEntry
    {
        public int Number => number;

        public Action? WhenDue { get; set; }

        public override void OnDue()
        {
            test._due.Add(number);
            WhenDue?.Invoke();
        }
    }
}
