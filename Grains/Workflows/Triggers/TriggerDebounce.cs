using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Workflows.Triggers;

/// <summary>Events that are held back until no other follows them for a while: the last of them is the trigger then.</summary>
internal sealed class TriggerDebounce
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, int, string), Held> _held = [];

    /// <summary>Holds an event back, in the stead of those before it.</summary>
    public void Hold(ArmedTrigger trigger, EventEnvelope e, DateTimeOffset until)
    {
        lock (_lock)
        {
            var firsts = _held.TryGetValue(trigger.Id, out var held) ? held.Firsts : ImmutableDictionary<EventPriority, long>.Empty;
            _held[trigger.Id] = new Held(trigger, e, until, firsts.ContainsKey(e.Priority) ? firsts : firsts.Add(e.Priority, e.Sequence));
        }
    }

    /// <summary>What nothing followed for long enough.</summary>
    public ImmutableArray<(ArmedTrigger Trigger, EventEnvelope Event)> Due(DateTimeOffset now)
    {
        lock (_lock)
        {
            return [.. _held.Values.Where(held => held.Until <= now).Select(held => (held.Trigger, held.Latest))];
        }
    }

    /// <summary>Forgets what was begun, if nothing followed it meanwhile.</summary>
    public void Release(ArmedTrigger trigger, EventEnvelope e)
    {
        lock (_lock)
        {
            if (_held.TryGetValue(trigger.Id, out var held) && held.Latest.EventId == e.EventId)
            {
                _held.Remove(trigger.Id);
            }
        }
    }

    /// <summary>The first sequence of a priority that is held back.</summary>
    public long FirstOf(EventPriority priority)
    {
        lock (_lock)
        {
            return _held.Values.Select(held => held.Firsts.TryGetValue(priority, out var first) ? first : long.MaxValue).DefaultIfEmpty(long.MaxValue).Min();
        }
    }

    private sealed record Held(ArmedTrigger Trigger, EventEnvelope Latest, DateTimeOffset Until, ImmutableDictionary<EventPriority, long> Firsts);
}
