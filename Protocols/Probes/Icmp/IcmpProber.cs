using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Nms.Probes.Icmp;

namespace Nms.Probes;

/// <summary>
/// Asks addresses for an echo (ICMP RFC 792, ICMPv6 RFC 4443 §4), one or a million of them, over one socket for each family. Silence is a
/// value; exceptions are for cancelled tokens, wrong arguments and a disposed prober. Safe for all threads; one prober is enough.
/// </summary>
public sealed class IcmpProber : IDisposable
{
    private readonly IcmpOptions _options;
    private readonly TimeProvider _time;
    private readonly IEchoEngine _v4;
    private readonly IEchoEngine _v6;

    /// <summary>Opens the sockets.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public IcmpProber(IcmpOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        OptionErrors.Throw(options.Validate(), nameof(options));
        (_options, _time) = (options, time);
        _v4 = Open(AddressFamily.InterNetwork);
        _v6 = Open(AddressFamily.InterNetworkV6);
    }

    /// <summary>What was sent and heard, over both families.</summary>
    public IcmpStatistics Statistics
    {
        get
        {
            var (v4, v6) = (_v4.Statistics, _v6.Statistics);
            return new IcmpStatistics(
                v4.Sent + v6.Sent, v4.Answered + v6.Answered, v4.Duplicates + v6.Duplicates, v4.Late + v6.Late, v4.Unmatched + v6.Unmatched,
                v4.Malformed + v6.Malformed);
        }
    }

    /// <summary>By what means requests of a family leave: what the process may do.</summary>
    public IcmpCapability CapabilityOf(AddressFamily family) => EngineOf(family).Capability;

    /// <summary>Asks one address, repeating as the options say.</summary>
    public async Task<EchoResult> ProbeAsync(IPAddress address, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(address);
        cancellationToken.ThrowIfCancellationRequested();
        var job = new SingleEcho(address);
        EngineOf(address.AddressFamily).Submit(job);
        await using var registration = cancellationToken.UnsafeRegister(static (job, token) => ((SingleEcho)job!).Cancel(token), job);
        return await job.Result.ConfigureAwait(false);
    }

    /// <summary>Asks one address several times, a pause between two, and sums up loss, round trip and jitter.</summary>
    /// <remarks>A repeated request hides a loss: measure with <see cref="IcmpOptions.Retries"/> 0.</remarks>
    public async Task<EchoSeries> MeasureAsync(IPAddress address, int count, TimeSpan interval, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        var probes = new List<Task<EchoResult>>(count) { ProbeAsync(address, cancellationToken) };
        using var timer = new PeriodicTimer(interval, _time);
        while (probes.Count < count && await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            probes.Add(ProbeAsync(address, cancellationToken));
        }

        return EchoSeries.Of(address, await Task.WhenAll(probes).ConfigureAwait(false));
    }

    /// <summary>Asks all addresses of a set and gives results as they come.</summary>
    /// <remarks>Memory does not grow with the set: a sweep goes no faster than its results are read. Ending the loop ends the sweep.</remarks>
    public async IAsyncEnumerable<EchoResult> SweepAsync(
        IPAddressSet targets, SweepOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(targets);
        options ??= new SweepOptions();
        OptionErrors.Throw(options.Validate(), nameof(options));
        foreach (var family in targets.Ranges.Select(range => range.Family).Distinct())
        {
            var ofFamily = new IPAddressSet(targets.Ranges.Where(range => range.Family == family));
            await foreach (var result in SweepFamilyAsync(EngineOf(family), ofFamily, options, cancellationToken).ConfigureAwait(false))
            {
                yield return result;
            }
        }
    }

    /// <summary>Closes the sockets; whoever waits is told.</summary>
    public void Dispose()
    {
        _v4.Dispose();
        _v6.Dispose();
    }

    private static async IAsyncEnumerable<EchoResult> SweepFamilyAsync(
        IEchoEngine engine, IPAddressSet targets, SweepOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Unbounded by its type, bounded by the job: no more than MaxOutstanding are under way or unread.
        var channel = Channel.CreateUnbounded<EchoResult>(new UnboundedChannelOptions { SingleReader = true });
        var addresses = targets.EnumerateNumbers(options.Order, options.Seed, targets.Count).GetEnumerator();
        var job = new SweepJob(addresses, options.MaxOutstanding, options.IncludeSilent, channel.Writer);
        engine.Submit(job);
        try
        {
            while (await channel.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
            {
                while (channel.Reader.TryRead(out var result))
                {
                    if (job.Release())
                    {
                        engine.Wake();
                    }

                    yield return result;
                }
            }
        }
        finally
        {
            job.Abandon();
            engine.Wake();
        }
    }

    private IEchoEngine Open(AddressFamily family) =>
        (IEchoEngine?)NetworkNamespace.Open(_options.Namespace, () => SocketEchoEngine.TryOpen(family, _options, _time))
        ?? new SystemEchoEngine(family, _options, _time);

    private IEchoEngine EngineOf(AddressFamily family) => family switch
    {
        AddressFamily.InterNetwork => _v4,
        AddressFamily.InterNetworkV6 => _v6,
        _ => throw new ArgumentException($"{family} is neither IPv4 nor IPv6.", nameof(family)),
    };
}
