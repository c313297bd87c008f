using Nms.Events;

namespace Nms.Api.Events;

/// <summary>
/// Frames of events lately sent, so that an event is made a frame once for all clients of this silo, also for those that read it later.
/// As many as there are places, one for each remainder of the sequence; what does not fit is made anew. Thread-safe.
/// </summary>
internal sealed class FrameCache
{
    /// <summary>Frames held at most.</summary>
    public const int Capacity = 8_192;

    /// <summary>Longer frames are not held.</summary>
    public const int Longest = 4 * 1024;

    private readonly EventFrame?[] _frames = new EventFrame?[Capacity];

    public EventFrame Get(EventEnvelope e, DateTimeOffset now)
    {
        ref var place = ref _frames[e.Sequence % Capacity];
        if (Volatile.Read(ref place) is { } known && known.Sequence == e.Sequence)
        {
            return known;
        }

        var frame = EventFrame.Of(e, now);
        if (frame.LongestText <= Longest)
        {
            Volatile.Write(ref place, frame);
        }

        return frame;
    }
}
