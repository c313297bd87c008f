using System.Net;
using System.Net.Sockets;

namespace Nms.Probes;

/// <summary>
/// Asks this host's resolver (RFC 1034 §5.3) for names of addresses and addresses of names, a few at a time and never longer than told.
/// Silence and absence are values. Safe for all threads.
/// </summary>
/// <remarks>The system's call cannot be ended: a question that was given up keeps its place among the few until the system lets go.</remarks>
public sealed class NameProber : IDisposable
{
    private readonly TimeSpan _timeout;
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places;
    private readonly Func<object, Task<IPHostEntry>> _ask;

    /// <param name="timeout">How long an answer is awaited.</param>
    /// <param name="maxConcurrent">How many questions are asked at a time.</param>
    /// <param name="time">The clock.</param>
    public NameProber(TimeSpan timeout, int maxConcurrent, TimeProvider time)
        : this(timeout, maxConcurrent, time, AskSystemAsync)
    {
    }

    internal NameProber(TimeSpan timeout, int maxConcurrent, TimeProvider time, Func<object, Task<IPHostEntry>> ask)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(timeout, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrent, 1);
        (_timeout, _time, _places, _ask) = (timeout, time, new SemaphoreSlim(maxConcurrent, maxConcurrent), ask);
    }

    /// <summary>The name of an address (a PTR record, RFC 1035 §3.5) and that name's addresses, which need not have the one asked for.</summary>
    public Task<NameResult> ReverseAsync(IPAddress address, CancellationToken cancellationToken = default) =>
        AskAsync(address ?? throw new ArgumentNullException(nameof(address)), null, cancellationToken);

    /// <summary>The addresses of a name (A and AAAA records).</summary>
    public Task<NameResult> ForwardAsync(string name, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        return AskAsync(name, name, cancellationToken);
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private static Task<IPHostEntry> AskSystemAsync(object question) =>
        question is IPAddress address ? Dns.GetHostEntryAsync(address) : Dns.GetHostEntryAsync((string)question);

    private async Task<NameResult> AskAsync(object question, string? name, CancellationToken cancellationToken)
    {
        try
        {
            var entry = await AskInTurnAsync(question, cancellationToken).WaitAsync(_timeout, _time, cancellationToken).ConfigureAwait(false);
            return new NameResult(NameOutcome.Found, name ?? entry.HostName, entry.AddressList ?? []);
        }
        catch (TimeoutException)
        {
            return new NameResult(NameOutcome.TimedOut, name, []);
        }
        catch (SocketException e)
        {
            return new NameResult(e.SocketErrorCode is SocketError.HostNotFound or SocketError.NoData ? NameOutcome.NotFound : NameOutcome.Failed, name, []);
        }
        catch (ArgumentException)
        {
            // Longer than a name may be (RFC 1035 §2.3.4), or no name.
            return new NameResult(NameOutcome.NotFound, name, []);
        }
    }

    private async Task<IPHostEntry> AskInTurnAsync(object question, CancellationToken cancellationToken)
    {
        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await _ask(question).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }
}
