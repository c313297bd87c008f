using System.Net.NetworkInformation;
using System.Net.Sockets;
using Nms.Probes.Ranges;

namespace Nms.Probes.Icmp;

/// <summary>Echo by way of the platform: a handful of callers, one request each at a time.</summary>
internal sealed class SystemEchoEngine : IEchoEngine
{
    private const int Callers = 32;

    private readonly Lock _gate = new();
    private readonly Queue<EchoJob> _jobs = new();
    private readonly SemaphoreSlim _callers = new(Callers, Callers);
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _closing = new();
    private readonly AddressFamily _family;
    private readonly IcmpOptions _options;
    private readonly TimeProvider _time;
    private readonly TokenBucket _pace;
    private long _sent, _answered;

    public SystemEchoEngine(AddressFamily family, IcmpOptions options, TimeProvider time)
    {
        (_family, _options, _time) = (family, options, time);
        _pace = new TokenBucket(options.RequestsPerSecond, options.Burst, time);
        _ = Task.Run(RunAsync);
    }

    public IcmpCapability Capability => IcmpCapability.SystemPing;

    public IcmpStatistics Statistics => new(Volatile.Read(ref _sent), Volatile.Read(ref _answered), 0, 0, 0, 0);

    public void Submit(EchoJob job)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_closing.IsCancellationRequested, this);
            _jobs.Enqueue(job);
        }

        _wake.Release();
    }

    public void Wake() => _wake.Release();

    public void Dispose() => _closing.Cancel();

    private async Task RunAsync()
    {
        try
        {
            while (true)
            {
                await _callers.WaitAsync(_closing.Token);
                (EchoJob Job, UInt128 Address, uint Scope)? next;
                while ((next = Take()) is null)
                {
                    await _wake.WaitAsync(TimeSpan.FromMilliseconds(HasWork ? 5 : 1000), _closing.Token);
                }

                _ = ProbeAsync(next.Value.Job, next.Value.Address, next.Value.Scope);
            }
        }
        catch (OperationCanceledException)
        {
            lock (_gate)
            {
                foreach (var job in _jobs)
                {
                    (job as SingleEcho)?.Fail(new ObjectDisposedException(nameof(IcmpProber)));
                    (job as SweepJob)?.Abandon();
                }
            }
        }
    }

    private bool HasWork
    {
        get
        {
            lock (_gate)
            {
                return _jobs.Count > 0;
            }
        }
    }

    private (EchoJob Job, UInt128 Address, uint Scope)? Take()
    {
        lock (_gate)
        {
            for (var turns = _jobs.Count; turns > 0 && _pace.Available(1) > 0; turns--)
            {
                var job = _jobs.Dequeue();
                var next = job.TryNext(out var address, out var scope);
                if (next != EchoNext.End)
                {
                    _jobs.Enqueue(job);
                }

                if (next == EchoNext.Ready)
                {
                    _pace.Take(1);
                    return (job, address, scope);
                }
            }

            return null;
        }
    }

    private async Task ProbeAsync(EchoJob job, UInt128 number, uint scope)
    {
        var address = AddressNumber.ToAddress(number, _family, scope);
        var result = new EchoResult(address, EchoOutcome.Silent, default, 0);
        try
        {
            using var ping = new Ping();
            var payload = new byte[_options.PayloadBytes];
            for (var attempt = 1; attempt <= _options.Retries + 1 && result.Outcome == EchoOutcome.Silent && !job.IsAbandoned; attempt++)
            {
                Interlocked.Increment(ref _sent);
                var start = _time.GetTimestamp();
                var reply = await ping.SendPingAsync(address, _options.Timeout, payload, options: null, _closing.Token);
                result = reply.Status switch
                {
                    IPStatus.Success => new EchoResult(address, EchoOutcome.Answered, _time.GetElapsedTime(start), attempt),
                    IPStatus.TimedOut => new EchoResult(address, EchoOutcome.Silent, default, attempt),
                    IPStatus.TtlExpired or IPStatus.TimeExceeded => new EchoResult(address, EchoOutcome.HopLimitExceeded, default, attempt, reply.Address),
                    _ => new EchoResult(address, EchoOutcome.Unreachable, default, attempt, reply.Address),
                };
            }
        }
        catch (PingException e)
        {
            result = new EchoResult(address, EchoOutcome.NotSent, default, 1, Code: (e.InnerException as SocketException)?.NativeErrorCode ?? 0);
        }
        catch (OperationCanceledException)
        {
            (job as SingleEcho)?.Fail(new ObjectDisposedException(nameof(IcmpProber)));
        }
        finally
        {
            _callers.Release();
        }

        Interlocked.Add(ref _answered, result.Answered ? 1 : 0);
        if (result.Answered || job.WantsSilence)
        {
            job.Complete(result);
        }
        else
        {
            job.CompleteUnwanted();
        }
    }
}
