using System.Diagnostics.CodeAnalysis;
using Nms.Events;

namespace Nms.Messaging;

/// <summary>
/// The order of one inbox, in memory: the most urgent first, by sequence inside a priority; who has what until when; what is due.
/// No clock and no I/O. Everything is found and removed in logarithmic time, so that nothing of a message stays behind it.
/// </summary>
internal sealed class InboxQueue
{
    private static readonly Comparer<InboxEntry> s_bySequence = Comparer<InboxEntry>.Create((a, b) => a.Sequence.CompareTo(b.Sequence));

    private static readonly Comparer<InboxEntry> s_byDeadline = Comparer<InboxEntry>.Create((a, b) =>
        a.Deadline.CompareTo(b.Deadline) is var order and not 0 ? order : a.Sequence.CompareTo(b.Sequence));

    private readonly Dictionary<Guid, InboxEntry> _entries = [];
    private readonly SortedSet<InboxEntry> _deadlines = new(s_byDeadline);
    private readonly HashSet<InboxEntry> _leased = [];
    private readonly SortedSet<InboxEntry>[] _ready = [New(), New(), New(), New()];

    /// <summary>Every open message.</summary>
    public int Count => _entries.Count;

    /// <summary>How many the module has.</summary>
    public int Leased => _leased.Count;

    /// <summary>What their contents take.</summary>
    public long Bytes { get; private set; }

    /// <summary>When <see cref="TakeOverdue"/> has something to do; null when nothing is open.</summary>
    public DateTimeOffset? NextDeadline => _deadlines.Min?.Deadline;

    public IEnumerable<InboxEntry> Entries => _entries.Values;

    /// <summary>Whether one could be taken now.</summary>
    public bool HasReady => Array.Exists(_ready, queue => queue.Count > 0);

    public bool TryGet(Guid messageId, [NotNullWhen(true)] out InboxEntry? entry) => _entries.TryGetValue(messageId, out entry);

    /// <summary>Adds an open message; false when it is there.</summary>
    public bool TryAdd(InboxEntry entry, DateTimeOffset now)
    {
        if (!_entries.TryAdd(entry.MessageId, entry))
        {
            return false;
        }

        Bytes += entry.Size;
        PutBack(entry, now);
        return true;
    }

    /// <summary>Leases messages in order, up to a number and, but for the first, a size.</summary>
    public List<InboxEntry> Take(int most, long mostBytes, DateTimeOffset now, TimeSpan lease, Guid lessee)
    {
        var taken = new List<InboxEntry>();
        for (var priority = _ready.Length - 1; priority >= 0 && taken.Count < most; priority--)
        {
            while (taken.Count < most && _ready[priority].Min is { } entry && (taken.Count == 0 || mostBytes >= entry.Size))
            {
                mostBytes -= entry.Size;
                Leave(entry);
                entry.State = InboxEntryState.Leased;
                (entry.Lessee, entry.LeasedAt, entry.LeaseEnds) = (lessee, now, now + lease);
                _leased.Add(entry);
                SetDeadline(entry, entry.LeaseEnds);
                taken.Add(entry);
            }

            if (_ready[priority].Count > 0)
            {
                break;
            }
        }

        return taken;
    }

    /// <summary>Puts back what somebody has; true when that was anything.</summary>
    public bool PutBackOf(Guid lessee, DateTimeOffset now)
    {
        var held = _leased.Where(entry => entry.Lessee == lessee).ToList();
        held.ForEach(entry => PutBack(entry, now));
        return held.Count > 0;
    }

    /// <summary>Nobody else touches the entry until it is removed or put back.</summary>
    public void BeginSettling(InboxEntry entry)
    {
        Leave(entry);
        entry.State = InboxEntryState.Settling;
    }

    public void Remove(InboxEntry entry)
    {
        Leave(entry);
        Bytes -= entry.Size;
        _entries.Remove(entry.MessageId);
    }

    /// <summary>Waits for its turn again, or for its next attempt if that lies ahead.</summary>
    public void PutBack(InboxEntry entry, DateTimeOffset now)
    {
        Leave(entry);
        if (entry.DueAt is { } due && due > now)
        {
            entry.State = InboxEntryState.Delayed;
            SetDeadline(entry, due);
            return;
        }

        entry.State = InboxEntryState.Waiting;
        _ready[Index(entry.Priority)].Add(entry);
        SetDeadline(entry, entry.ExpiresAt);
    }

    /// <summary>
    /// Makes what is due again ready, and gives out for settling what expired or whose lease ended, the latest due last. Ask again until
    /// fewer come than asked for.
    /// </summary>
    public List<InboxEntry> TakeOverdue(DateTimeOffset now, int most)
    {
        var overdue = new List<InboxEntry>();
        while (overdue.Count < most && _deadlines.Min is { } entry && entry.Deadline <= now)
        {
            if (entry.State == InboxEntryState.Delayed && entry.ExpiresAt > now)
            {
                PutBack(entry, now);
            }
            else
            {
                BeginSettling(entry);
                overdue.Add(entry);
            }
        }

        return overdue;
    }

    private void Leave(InboxEntry entry)
    {
        _deadlines.Remove(entry);
        if (entry.State == InboxEntryState.Waiting)
        {
            _ready[Index(entry.Priority)].Remove(entry);
        }
        else if (entry.State == InboxEntryState.Leased)
        {
            _leased.Remove(entry);
        }

        // Until it is put somewhere else it is nowhere.
        entry.State = InboxEntryState.Settling;
    }

    private void SetDeadline(InboxEntry entry, DateTimeOffset deadline)
    {
        entry.Deadline = deadline < entry.ExpiresAt ? deadline : entry.ExpiresAt;
        _deadlines.Add(entry);
    }

    private static int Index(EventPriority priority) => Math.Clamp((int)priority, (int)EventPriority.Low, (int)EventPriority.Critical) - 1;

    private static SortedSet<InboxEntry> New() => new(s_bySequence);
}
