using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Nms.Snmp.Engine;

/// <summary>
/// Sends requests, repeats them, and finds whose an answer is. A request passes a place at its agent, a place in the table, and
/// ends once: by an answer, a time-out, or its caller.
/// </summary>
internal sealed partial class RequestEngine : IDisposable
{
    private readonly ConcurrentDictionary<IPEndPoint, TargetState> _targets = new();
    private readonly ConcurrentQueue<PendingRequest> _waitingForPlace = new();
    private readonly CompletionQueue _completions = new();
    private readonly RequestTable _table;
    private readonly TimerWheel _wheel;
    private readonly TimeProvider _time;
    private readonly UdpSocket?[] _sockets;
    private readonly Lock _socketGate = new();
    private long _timeouts;
    private int _queued;
    private int _nextSocket;
    private bool _disposed;

    public RequestEngine(SnmpClientOptions options, TimeProvider time)
    {
        Options = options;
        _time = time;
        _table = new RequestTable(options.MaxInFlight);
        _wheel = new TimerWheel(time);
        _sockets = new UdpSocket?[options.SocketsPerFamily * 2];
    }

    public SnmpClientOptions Options { get; }

    public TimeProvider Time => _time;

    public SnmpStatistics Statistics => new(
        Interlocked.Read(ref _sent), Interlocked.Read(ref _retransmitted), Interlocked.Read(ref _received), Interlocked.Read(ref _unexpected),
        Interlocked.Read(ref _fromElsewhere), Interlocked.Read(ref _malformed), Interlocked.Read(ref _timeouts), _table.Count, Volatile.Read(ref _queued));

    public ValueTask<SnmpResult> SendAsync(
        SnmpTarget target, PduType type, VarBind[] varBinds, int nonRepeaters, int maxRepetitions, int? retries, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        cancellationToken.ThrowIfCancellationRequested();
        var state = StateOf(target.EndPoint);
        var request = new PendingRequest(this, target, state, type, nonRepeaters, maxRepetitions, varBinds, retries);
        var starts = false;
        lock (state.Gate)
        {
            if (state.Waiting.Count == 0 && TakePlace(state))
            {
                request.HasPlaceAtTarget = starts = true;
            }
            else if (Volatile.Read(ref _queued) < Options.MaxQueued)
            {
                Interlocked.Increment(ref _queued);
                state.Waiting.Enqueue(request);
            }
            else
            {
                return ValueTask.FromResult(new SnmpResult(SnmpOutcome.Overloaded));
            }
        }

        request.CancelWith(cancellationToken);
        if (starts)
        {
            Start(request);
        }

        return request.Task;
    }

    public bool KnowsEngineOf(IPEndPoint endPoint) => _targets.TryGetValue(endPoint, out var state) && state.Engine is not null;

    /// <summary>Ends a request, with null when its caller gave it up, and lets the next ones go.</summary>
    public void Complete(PendingRequest request, SnmpResult? result)
    {
        if (!request.TryDecide(result))
        {
            return;
        }

        _wheel.Cancel(request);
        if (request.Id >= 0)
        {
            _table.Remove(request);
        }

        _completions.Add(request);
        var state = request.State;
        lock (state.Gate)
        {
            // One that waits still leaves its line when its turn comes.
            if (request.HasPlaceAtTarget)
            {
                request.HasPlaceAtTarget = false;
                state.InFlight--;
            }
        }

        StartWaitingForPlace();
        StartWaiting(state);
    }

    /// <summary>Starts what waits for its turn at an agent.</summary>
    public void StartWaiting(TargetState state)
    {
        while (true)
        {
            PendingRequest request;
            lock (state.Gate)
            {
                while (state.Waiting.TryPeek(out var gone) && gone.IsCompleted)
                {
                    state.Waiting.Dequeue();
                    Interlocked.Decrement(ref _queued);
                }

                if (state.Waiting.Count == 0 || !TakePlace(state))
                {
                    return;
                }

                request = state.Waiting.Dequeue();
                request.HasPlaceAtTarget = true;
            }

            Interlocked.Decrement(ref _queued);
            Start(request);
        }
    }

    public void OnTimeout(PendingRequest request)
    {
        if (request.IsCompleted)
        {
            return;
        }

        if (request.Attempts <= request.Retries)
        {
            if (request.Attempts == request.Retries && request.Target.Credential.Version == SnmpVersion.V3)
            {
                // The agent may be another one now, or lost count of its boots: the last attempt begins with a discovery.
                request.State.Learn(null);
            }

            Interlocked.Increment(ref _retransmitted);
            Send(request);
            return;
        }

        Interlocked.Increment(ref _timeouts);
        Complete(request, new SnmpResult(request.SawMalformedAnswer ? SnmpOutcome.Malformed : SnmpOutcome.TimedOut) { Attempts = request.Attempts });
    }

    public void Dispose()
    {
        _disposed = true;
        _wheel.Dispose();
        lock (_socketGate)
        {
            foreach (var socket in _sockets)
            {
                socket?.Dispose();
            }
        }

        // Whoever still waits is told so; with the sockets closed nothing else would.
        foreach (var state in _targets.Values)
        {
            PendingRequest[] waiting;
            lock (state.Gate)
            {
                waiting = [.. state.Waiting];
            }

            foreach (var request in waiting)
            {
                Complete(request, new SnmpResult(SnmpOutcome.Unreachable));
            }
        }

        foreach (var request in _table.Snapshot())
        {
            Complete(request, new SnmpResult(SnmpOutcome.Unreachable));
        }
    }

    private void Start(PendingRequest request)
    {
        if (!_table.TryAdd(request))
        {
            Interlocked.Increment(ref _queued);
            _waitingForPlace.Enqueue(request);
            StartWaitingForPlace();
            return;
        }

        if (request.IsCompleted)
        {
            // Given up before it began; whoever found the table full meanwhile takes its place.
            _table.Remove(request);
            StartWaitingForPlace();
            return;
        }

        Send(request);
    }

    private void StartWaitingForPlace()
    {
        while (_table.Count < _table.Capacity && _waitingForPlace.TryDequeue(out var request))
        {
            Interlocked.Decrement(ref _queued);
            if (!request.IsCompleted)
            {
                Start(request);
            }
        }
    }

    /// <summary>Called under the agent's lock. When only its rate is in the way, the wheel comes back in time.</summary>
    private bool TakePlace(TargetState state)
    {
        if (state.InFlight >= Options.MaxInFlightPerTarget)
        {
            return false;
        }

        if (Options.MaxRequestsPerSecondPerTarget > 0)
        {
            var now = _time.GetTimestamp();
            if (now < state.NextSendAt)
            {
                _wheel.Schedule(state, _time.GetElapsedTime(now, state.NextSendAt));
                return false;
            }

            state.NextSendAt = Math.Max(now, state.NextSendAt) + (_time.TimestampFrequency / Options.MaxRequestsPerSecondPerTarget);
        }

        state.InFlight++;
        return true;
    }

    private TargetState StateOf(IPEndPoint endPoint)
    {
        if (_targets.TryGetValue(endPoint, out var state))
        {
            return state;
        }

        if (_targets.Count >= Options.MaxTargets)
        {
            ForgetIdle();
        }

        return _targets.GetOrAdd(endPoint, static (endPoint, engine) => new TargetState(engine, endPoint), this);
    }

    private void ForgetIdle()
    {
        foreach (var (endPoint, state) in _targets)
        {
            if (state.IsIdle)
            {
                _targets.TryRemove(endPoint, out _);
            }
        }
    }

    private UdpSocket SocketFor(AddressFamily family)
    {
        var index = (int)((uint)Interlocked.Increment(ref _nextSocket) % Options.SocketsPerFamily) + (family == AddressFamily.InterNetwork ? 0 : Options.SocketsPerFamily);
        if (Volatile.Read(ref _sockets[index]) is { } open)
        {
            return open;
        }

        lock (_socketGate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            return _sockets[index] ??= new UdpSocket(family, Options.SocketBufferBytes, OnReceived);
        }
    }
}
