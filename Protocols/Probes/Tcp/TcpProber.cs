using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Nms.Probes.Ranges;
using Nms.Probes.Tcp;

namespace Nms.Probes;

/// <summary>
/// Connects to ports by TCP (RFC 9293 §3.5), one or a million of them, within a budget of attempts at a time. Nothing is sent. Silence and refusal are values.
/// Safe for all threads. SNMP's port 161 is UDP: ask it with SNMP.
/// </summary>
public sealed class TcpProber
{
    private readonly TcpOptions _options;
    private readonly TimeProvider _time;

    /// <summary>Remembers how to probe; opens nothing.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public TcpProber(TcpOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        OptionErrors.Throw(options.Validate(), nameof(options));
        (_options, _time) = (options, time);
    }

    /// <summary>Tries one port.</summary>
    public async Task<TcpProbeResult> ProbeAsync(IPAddress address, int port, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        CheckPort(port);
        cancellationToken.ThrowIfCancellationRequested();
        using var attempt = new TcpAttempt(_options, _time);
        var result = await attempt.RunAsync(address, port).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        return result;
    }

    /// <summary>Tries some ports of all addresses of a set and gives results as they come: the open ones, or all.</summary>
    /// <remarks>Memory does not grow with the set: a sweep goes no faster than its results are read. Ending the loop ends the sweep.</remarks>
    public async IAsyncEnumerable<TcpProbeResult> SweepAsync(
        IPAddressSet targets, IReadOnlyCollection<int> ports, SweepOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        ArgumentNullException.ThrowIfNull(ports);
        options ??= new SweepOptions();
        OptionErrors.Throw(options.Validate(), nameof(options));
        foreach (var port in ports)
        {
            CheckPort(port);
        }

        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<TcpProbeResult>(options.MaxOutstanding);
        var source = new Source(Pairs(targets, ports, options).GetEnumerator(), new TokenBucket(_options.ConnectionsPerSecond, Math.Max(1, _options.ConnectionsPerSecond / 50), _time));
        var workers = UInt128.Min((UInt128)_options.MaxConcurrent, UInt128.Max(1, targets.Count));
        var all = Enumerable.Range(0, Math.Max((int)workers, Math.Min(_options.MaxConcurrent, ports.Count)))
            .Select(_ => Task.Run(() => WorkAsync(source, channel.Writer, options.IncludeSilent, ending.Token), CancellationToken.None)).ToArray();
        _ = Task.WhenAll(all).ContinueWith(done => channel.Writer.TryComplete(done.Exception?.InnerException), CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        try
        {
            await foreach (var result in channel.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }
        }
        finally
        {
            await ending.CancelAsync().ConfigureAwait(false);
        }
    }

    private static void CheckPort(int port)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(port, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(port, IPEndPoint.MaxPort);
    }

    private static IEnumerable<(IPAddress Address, int Port)> Pairs(IPAddressSet targets, IReadOnlyCollection<int> ports, SweepOptions options)
    {
        foreach (var port in ports)
        {
            foreach (var (family, number) in targets.EnumerateNumbers(options.Order, options.Seed, targets.Count))
            {
                yield return (AddressNumber.ToAddress(number, family), port);
            }
        }
    }

    private async Task WorkAsync(Source source, ChannelWriter<TcpProbeResult> results, bool all, CancellationToken cancellationToken)
    {
        using var attempt = new TcpAttempt(_options, _time);
        while (!cancellationToken.IsCancellationRequested)
        {
            var (next, isPaced) = source.Take();
            if (isPaced)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), _time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                continue;
            }

            if (next is not { } target)
            {
                return;
            }

            var result = await attempt.RunAsync(target.Address, target.Port).ConfigureAwait(false);
            if ((all || result.Outcome == TcpOutcome.Open) && !results.TryWrite(result) && !cancellationToken.IsCancellationRequested)
            {
                await results.WriteAsync(result, CancellationToken.None).AsTask().WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private sealed class Source(IEnumerator<(IPAddress Address, int Port)> targets, TokenBucket pace)
    {
        private readonly Lock _gate = new();

        public ((IPAddress Address, int Port)? Next, bool IsPaced) Take()
        {
            lock (_gate)
            {
                if (pace.Available(1) == 0)
                {
                    return (null, true);
                }

                pace.Take(1);
                return (targets.MoveNext() ? targets.Current : null, false);
            }
        }
    }
}
