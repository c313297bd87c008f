using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Nms.Events;

/// <summary>
/// A place in the feed: the last sequence taken of each priority, because an urgent event may overtake. Opaque to clients.
/// Written "critical.high.normal.low"; a plain number means everything up to it, of every priority.
/// </summary>
[GenerateSerializer, Immutable, Alias("Nms.Events.EventCursor")]
public readonly record struct EventCursor(
    [property: Id(0)] long Critical,
    [property: Id(1)] long High,
    [property: Id(2)] long Normal,
    [property: Id(3)] long Low)
{
    /// <summary>Everything up to a sequence number.</summary>
    public static EventCursor At(long sequence) => new(sequence, sequence, sequence, sequence);

    /// <summary>The last sequence taken of one priority.</summary>
    public long this[EventPriority priority] => priority switch
    {
        EventPriority.Critical => Critical,
        EventPriority.High => High,
        EventPriority.Normal => Normal,
        EventPriority.Low => Low,
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };

    /// <summary>The cursor after an event was taken.</summary>
    public EventCursor After(EventPriority priority, long sequence) => priority switch
    {
        EventPriority.Critical => this with { Critical = sequence },
        EventPriority.High => this with { High = sequence },
        EventPriority.Normal => this with { Normal = sequence },
        EventPriority.Low => this with { Low = sequence },
        _ => throw new ArgumentOutOfRangeException(nameof(priority)),
    };

    /// <summary>The cursor when everything up to a sequence number was taken or looked at.</summary>
    public EventCursor Through(long sequence) => Through(At(sequence));

    /// <summary>The further place of the two, of each priority.</summary>
    public EventCursor Through(EventCursor other) => new(
        Math.Max(Critical, other.Critical), Math.Max(High, other.High), Math.Max(Normal, other.Normal), Math.Max(Low, other.Low));

    /// <summary>The place of the priority that is furthest.</summary>
    public long Newest => Math.Max(Math.Max(Critical, High), Math.Max(Normal, Low));

    /// <summary>The place of the priority that is least far, of those that a query asks for.</summary>
    public long OldestOf(EventQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        var oldest = long.MaxValue;
        for (var priority = EventPriority.Low; priority <= EventPriority.Critical; priority++)
        {
            if (priority >= query.MinimumPriority && priority <= query.MaximumPriority)
            {
                oldest = Math.Min(oldest, this[priority]);
            }
        }

        return oldest == long.MaxValue ? Newest : oldest;
    }

    /// <inheritdoc />
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Critical}.{High}.{Normal}.{Low}");

    /// <summary>Reads a cursor or a plain sequence number.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out EventCursor cursor)
    {
        cursor = default;
        if (text is null)
        {
            return false;
        }

        Span<long> parts = stackalloc long[4];
        var count = 0;
        foreach (var range in text.AsSpan().Split('.'))
        {
            if (count == 4 || !long.TryParse(text.AsSpan()[range], NumberStyles.None, CultureInfo.InvariantCulture, out parts[count]))
            {
                return false;
            }

            count++;
        }

        cursor = count == 1 ? At(parts[0]) : new EventCursor(parts[0], parts[1], parts[2], parts[3]);
        return count is 1 or 4;
    }
}
