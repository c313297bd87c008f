using FsCheck.Xunit;
using Nms.Api.Events;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class AckWindowTests
{
    [Fact]
    public void The_window_closes_when_too_much_is_open_and_an_acknowledgement_opens_it()
    {
        var window = new AckWindow(3, EventCursor.At(10));
        var cursor = EventCursor.At(10);
        foreach (var (priority, sequence) in new[] { (EventPriority.Low, 11L), (EventPriority.High, 13L), (EventPriority.Low, 12L) })
        {
            cursor = cursor.After(priority, sequence);
            window.Sent(priority, sequence, cursor);
        }

        Assert.Equal(0, window.Room);
        Assert.True(window.TryAcknowledge(new EventCursor(10, 13, 10, 11)));
        Assert.Equal(2, window.Room);
        Assert.True(window.TryAcknowledge(cursor));
        Assert.Equal((3, cursor), (window.Room, window.Acknowledged));
    }

    [Fact]
    public void What_was_not_sent_cannot_be_acknowledged_and_an_old_acknowledgement_takes_nothing_back()
    {
        var window = new AckWindow(3, default);
        window.Sent(EventPriority.High, 5, new EventCursor(0, 5, 0, 0));

        Assert.False(window.TryAcknowledge(new EventCursor(0, 6, 0, 0)));
        Assert.False(window.TryAcknowledge(new EventCursor(0, 5, 0, 1)));
        Assert.True(window.TryAcknowledge(new EventCursor(0, 5, 0, 0)));
        Assert.True(window.TryAcknowledge(default));
        Assert.Equal(new EventCursor(0, 5, 0, 0), window.Acknowledged);
        window.Passed(new EventCursor(0, 9, 9, 9));
        Assert.True(window.TryAcknowledge(new EventCursor(0, 9, 9, 9)));
    }

    [Property]
    public bool Acknowledging_any_frame_leaves_open_exactly_what_was_sent_after_it(byte[] priorities, int acknowledged)
    {
        var window = new AckWindow(int.MaxValue, default);
        var cursors = new List<EventCursor>();
        var cursor = default(EventCursor);
        for (var i = 0; i < priorities.Length; i++)
        {
            var priority = (EventPriority)(1 + (priorities[i] % 4));
            cursors.Add(cursor = cursor.After(priority, i + 1));
            window.Sent(priority, i + 1, cursor);
        }

        if (cursors.Count == 0)
        {
            return window.Room == int.MaxValue;
        }

        var at = (int)(Math.Abs((long)acknowledged) % cursors.Count);
        return window.TryAcknowledge(cursors[at]) && int.MaxValue - window.Room == cursors.Count - at - 1;
    }
}
