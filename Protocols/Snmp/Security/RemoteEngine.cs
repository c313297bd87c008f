namespace Nms.Snmp.Security;

/// <summary>What is known of the engine that is the authority for a message's time: its id, boots and time (RFC 3414 §2.3).</summary>
internal sealed class RemoteEngine(byte[] id, TimeProvider time)
{
    /// <summary>RFC 3414 §2.2.3, in seconds.</summary>
    public const int Window = 150;

    private readonly Lock _gate = new();
    private int _boots;
    private int _time;
    private long _at;

    public byte[] Id { get; } = id;

    public (int Boots, int Time) Now
    {
        get
        {
            lock (_gate)
            {
                return (_boots, EstimatedTime());
            }
        }
    }

    /// <summary>
    /// Takes what a message says of the time. Only a signed one may be believed later; the answer to a discovery is a first guess.
    /// </summary>
    public void Synchronize(int boots, int engineTime)
    {
        lock (_gate)
        {
            _boots = boots;
            _time = engineTime;
            _at = time.GetTimestamp();
        }
    }

    /// <summary>RFC 3414 §3.2 7b: looks whether a signed message is in the time window, and learns from it.</summary>
    public bool Accept(int boots, int engineTime)
    {
        lock (_gate)
        {
            var estimated = EstimatedTime();
            if (boots > _boots || (boots == _boots && engineTime > estimated))
            {
                Synchronize(boots, engineTime);
                return boots != int.MaxValue;
            }

            return boots == _boots && boots != int.MaxValue && engineTime >= estimated - Window;
        }
    }

    private int EstimatedTime() => (int)Math.Min(int.MaxValue, _time + (long)time.GetElapsedTime(_at).TotalSeconds);
}
