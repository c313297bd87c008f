using System.Threading.Tasks.Sources;
using Nms.Snmp.Security;

namespace Nms.Snmp.Engine;

/// <summary>One request from the moment somebody asks until he has his answer; it is what he awaits.</summary>
internal sealed class PendingRequest(
    RequestEngine engine, SnmpTarget target, TargetState state, PduType type, int nonRepeaters, int maxRepetitions, VarBind[] varBinds, int? retries)
    : TimerEntry, IValueTaskSource<SnmpResult>
{
    private ManualResetValueTaskSourceCore<SnmpResult> _source;
    private CancellationTokenRegistration _registration;
    private CancellationToken _cancelled;
    private SnmpResult? _result;
    private int _completed;
    private int _repeating;

    public SnmpTarget Target { get; } = target;

    public TargetState State { get; } = state;

    public PduType Type { get; } = type;

    public int NonRepeaters { get; } = nonRepeaters;

    public int MaxRepetitions { get; } = maxRepetitions;

    public VarBind[] VarBinds { get; } = varBinds;

    public int Retries { get; } = retries ?? engine.Options.Retries;

    /// <summary>The number on the wire; both message and PDU carry it.</summary>
    public int Id { get; set; } = -1;

    public int Attempts { get; set; }

    /// <summary>How many reports led to a repetition.</summary>
    public int Reports { get; set; }

    public long SentAt { get; set; }

    /// <summary>The engine it was addressed to at last; null for a discovery.</summary>
    public RemoteEngine? SentTo { get; set; }

    public bool HasPlaceAtTarget { get; set; }

    public bool SawMalformedAnswer { get; set; }

    public bool IsCompleted => Volatile.Read(ref _completed) != 0;

    public ValueTask<SnmpResult> Task => new(this, _source.Version);

    public void CancelWith(CancellationToken cancellationToken)
    {
        if (cancellationToken.CanBeCanceled)
        {
            _registration = cancellationToken.UnsafeRegister(static (state, token) => ((PendingRequest)state!).Cancel(token), this);
        }
    }

    /// <summary>Decides the result; only the first to do so gets true.</summary>
    public bool TryDecide(SnmpResult? result)
    {
        if (Interlocked.Exchange(ref _completed, 1) != 0)
        {
            return false;
        }

        _result = result;
        return true;
    }

    /// <summary>Whether this report is the one that the request is sent again for: datagrams come twice, and not only by mistake.</summary>
    public bool TryBeginRepeat() => Interlocked.Exchange(ref _repeating, 1) == 0;

    public void EndRepeat() => Volatile.Write(ref _repeating, 0);

    /// <summary>Runs what awaits the result.</summary>
    public void Deliver()
    {
        _registration.Dispose();
        if (_result is { } result)
        {
            _source.SetResult(result);
        }
        else
        {
            _source.SetException(new OperationCanceledException(_cancelled));
        }
    }

    public override void OnDue() => engine.OnTimeout(this);

    public SnmpResult GetResult(short token) => _source.GetResult(token);

    public ValueTaskSourceStatus GetStatus(short token) => _source.GetStatus(token);

    public void OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags)
        => _source.OnCompleted(continuation, state, token, flags);

    private void Cancel(CancellationToken token)
    {
        _cancelled = token;
        engine.Complete(this, null);
    }
}
