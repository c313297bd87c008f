using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>
/// Followers by their interest: an event is matched once for all who have the same, however many they are. Not thread-safe.
/// </summary>
internal sealed class InterestGroups
{
    private readonly Dictionary<Interest, HashSet<IEventFollower>> _groups = [];
    private readonly Dictionary<IEventFollower, Interest> _interests = [];
    private readonly List<EventFrame> _wanted = [];

    /// <summary>How many interests there are.</summary>
    public int Count => _groups.Count;

    /// <summary>Puts a follower into the group of an interest, out of the one he was in.</summary>
    public void Put(IEventFollower follower, Interest interest)
    {
        Remove(follower);
        _interests.Add(follower, interest);
        if (!_groups.TryGetValue(interest, out var members))
        {
            _groups.Add(interest, members = []);
        }

        members.Add(follower);
    }

    public bool Contains(IEventFollower follower) => _interests.ContainsKey(follower);

    public void Remove(IEventFollower follower)
    {
        if (_interests.Remove(follower, out var interest) && _groups[interest] is var members && members.Remove(follower) && members.Count == 0)
        {
            _groups.Remove(interest);
        }
    }

    /// <summary>Everybody has to read the log.</summary>
    public void FallBehind()
    {
        foreach (var follower in _interests.Keys)
        {
            follower.FallBehind();
        }
    }

    /// <summary>Offers events to everybody who is interested; each becomes a frame once, and only when somebody is.</summary>
    public void Offer(ImmutableArray<EventEnvelope> events, FrameCache cache, DateTimeOffset now)
    {
        var frames = new EventFrame?[events.Length];
        foreach (var (interest, members) in _groups)
        {
            _wanted.Clear();
            for (var i = 0; i < events.Length; i++)
            {
                if (interest.Contains(events[i]))
                {
                    _wanted.Add(frames[i] ??= cache.Get(events[i], now));
                }
            }

            if (_wanted.Count > 0)
            {
                foreach (var member in members)
                {
                    member.Offer(CollectionsMarshal.AsSpan(_wanted));
                }
            }
        }

        _wanted.Clear();
    }
}
