namespace Nms.Api.Events;

/// <summary>When a client was last heard. A client that sends heartbeats once is expected to go on. Thread-safe.</summary>
internal sealed class ClientLife(TimeProvider time)
{
    private long _heard = time.GetTimestamp();
    private long _beatAt;
    private volatile bool _beats;

    /// <summary>When the last heartbeat came; null when none has.</summary>
    public DateTimeOffset? LastHeartbeat => Volatile.Read(ref _beatAt) is var at and not 0 ? new DateTimeOffset(at, TimeSpan.Zero) : null;

    /// <summary>Says that a frame came.</summary>
    public void Heard(bool isHeartbeat)
    {
        Volatile.Write(ref _heard, time.GetTimestamp());
        if (isHeartbeat)
        {
            Volatile.Write(ref _beatAt, time.GetUtcNow().UtcTicks);
            _beats = true;
        }
    }

    /// <summary>Whether a client that sends heartbeats has sent nothing for so long.</summary>
    public bool IsSilentFor(TimeSpan span) => _beats && time.GetElapsedTime(Volatile.Read(ref _heard)) > span;
}
