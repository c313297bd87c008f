using System.Net;
using System.Net.Sockets;

namespace Nms.Traps;

/// <summary>
/// Lets through so many datagrams a second of each sender and of all, ten seconds' worth at once. For each it keeps until when the
/// allowance is spoken for (the generic cell rate algorithm), so a sender costs one number. Thread-safe.
/// </summary>
internal sealed class TrapRateLimit(int perSender, int perSecond, TimeProvider time)
{
    /// <summary>Senders counted apart; further ones share an allowance: an address is easily forged.</summary>
    public const int MostSenders = 4_096;

    private const double Burst = 10;
    private static readonly TimeSpan s_cleaning = TimeSpan.FromSeconds(1);

    private readonly Lock _lock = new();
    private readonly long _start = time.GetTimestamp();
    private readonly Dictionary<IPAddress, double> _spokenFor = [];
    private double _all;
    private double _cleaned;

    public bool Admits(IPAddress sender)
    {
        lock (_lock)
        {
            var now = time.GetElapsedTime(_start).TotalSeconds;
            var key = KeyOf(sender, now);
            var own = Math.Max(_spokenFor.GetValueOrDefault(key), now) + (1.0 / perSender);
            var all = Math.Max(_all, now) + (1.0 / perSecond);
            if (own > now + Burst || all > now + Burst)
            {
                return false;
            }

            (_spokenFor[key], _all) = (own, all);
            return true;
        }
    }

    private IPAddress KeyOf(IPAddress sender, double now)
    {
        var key = sender.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress([.. sender.GetAddressBytes().AsSpan(0, 8), 0, 0, 0, 0, 0, 0, 0, 0]) : sender;
        if (_spokenFor.Count < MostSenders || _spokenFor.ContainsKey(key))
        {
            return key;
        }

        if (now - _cleaned > s_cleaning.TotalSeconds)
        {
            _cleaned = now;
            foreach (var idle in _spokenFor.Where(entry => entry.Value <= now).Select(entry => entry.Key).ToList())
            {
                _spokenFor.Remove(idle);
            }
        }

        return _spokenFor.Count < MostSenders ? key : IPAddress.None;
    }
}
