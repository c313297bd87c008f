namespace Nms.Client.Events;

/// <summary>What to follow, and from where.</summary>
public sealed record EventStreamOptions
{
    /// <summary>Which events.</summary>
    public EventFilter Filter { get; init; } = EventFilter.Everything;

    /// <summary>Begin behind this cursor or sequence number; null begins with what happens from now on.</summary>
    public string? After { get; init; }

    /// <summary>Told when events are missing that can no longer be had; the stream then goes on. When null, the stream ends with <see cref="EventGapException"/>.</summary>
    public Func<EventGap, CancellationToken, ValueTask>? OnGap { get; init; }

    /// <summary>The first pause before connecting again; each further one is twice as long, and a random part of it is waited.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest pause before connecting again.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often the connection is proven alive. Without an answer for as long again it counts as lost.</summary>
    public TimeSpan HeartbeatEvery { get; init; } = TimeSpan.FromSeconds(15);
}
