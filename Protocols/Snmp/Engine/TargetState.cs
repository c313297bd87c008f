using System.Net;
using Nms.Snmp.Security;

namespace Nms.Snmp.Engine;

/// <summary>What is remembered of one agent: how quick it is, how much it is asked now, its engine.</summary>
internal sealed class TargetState(RequestEngine engine, IPEndPoint endPoint) : TimerEntry
{
    private const int MostUsers = 16;

    private readonly Dictionary<UsmUser, UsmKeys> _keys = [];
    private RemoteEngine? _engine;

    public SocketAddress Address { get; } = endPoint.Serialize();

    public IPEndPoint EndPoint { get; } = endPoint;

    public Lock Gate { get; } = new();

    public RttEstimator Rtt { get; } = new(engine.Options);

    public Queue<PendingRequest> Waiting { get; } = new();

    public int InFlight { get; set; }

    /// <summary>When the next request may be sent, as a timestamp.</summary>
    public long NextSendAt { get; set; }

    public bool IsIdle => InFlight == 0 && Waiting.Count == 0 && !IsScheduled;

    public RemoteEngine? Engine => Volatile.Read(ref _engine);

    /// <summary>Takes another engine, or forgets the one it had.</summary>
    public void Learn(RemoteEngine? learned)
    {
        lock (_keys)
        {
            _keys.Clear();
            Volatile.Write(ref _engine, learned);
        }
    }

    public UsmKeys KeysFor(UsmUser user, RemoteEngine authority)
    {
        lock (_keys)
        {
            if (authority != _engine)
            {
                return user.KeysFor(authority.Id);
            }

            if (!_keys.TryGetValue(user, out var keys))
            {
                if (_keys.Count == MostUsers)
                {
                    _keys.Clear();
                }

                _keys[user] = keys = user.KeysFor(authority.Id);
            }

            return keys;
        }
    }

    public override void OnDue() => engine.StartWaiting(this);
}
