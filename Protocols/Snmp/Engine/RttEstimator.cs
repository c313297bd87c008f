namespace Nms.Snmp.Engine;

/// <summary>How long to wait for an agent, from how long it took so far (RFC 6298).</summary>
internal sealed class RttEstimator(SnmpClientOptions options)
{
    private const int MostDoublings = 10;

    private TimeSpan _smoothed;
    private TimeSpan _variation;
    private bool _measured;

    /// <summary>Takes a measurement. Only answers to requests that were sent once measure anything (RFC 6298 §3, Karn).</summary>
    public void Measure(TimeSpan roundTrip)
    {
        if (!_measured)
        {
            _smoothed = roundTrip;
            _variation = roundTrip / 2;
            _measured = true;
            return;
        }

        _variation = (_variation * 0.75) + ((_smoothed - roundTrip).Duration() * 0.25);
        _smoothed = (_smoothed * 0.875) + (roundTrip * 0.125);
    }

    /// <summary>The wait for an attempt, the first being 0.</summary>
    public TimeSpan Timeout(int attempt)
    {
        var wait = _measured ? _smoothed + (_variation * 4) : options.InitialTimeout;
        wait = wait < options.MinTimeout ? options.MinTimeout : wait;
        wait *= 1 << Math.Clamp(attempt, 0, MostDoublings);
        return wait > options.MaxTimeout ? options.MaxTimeout : wait;
    }
}
