using System.Net;
using Nms.Probes.Trace;

namespace Nms.Probes;

/// <summary>
/// Traces the way to an address by probes whose hops are used up on it (RFC 1812 §5.3.1). Works on Linux, by UDP and TCP without any
/// rights. Silence is a value. Safe for all threads; each trace has a thread while it lasts, and more than a few wait for their turn.
/// </summary>
public sealed class Tracer : IDisposable
{
    private readonly TimeProvider _time;
    private readonly SemaphoreSlim _places;

    /// <param name="maxConcurrent">How many ways are traced at a time.</param>
    /// <param name="time">The clock.</param>
    public Tracer(int maxConcurrent, TimeProvider time)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(maxConcurrent, 1);
        ArgumentNullException.ThrowIfNull(time);
        (_time, _places) = (time, new SemaphoreSlim(maxConcurrent, maxConcurrent));
    }

    /// <summary>Traces the way to an address.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="PlatformNotSupportedException">This is not Linux.</exception>
    public async Task<TraceResult> TraceAsync(IPAddress target, TraceOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        options ??= new TraceOptions();
        OptionErrors.Throw(options.Validate(), nameof(options));
        if (!OperatingSystem.IsLinux())
        {
            throw new PlatformNotSupportedException("Ways are traced with the error queue of Linux.");
        }

        await _places.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Factory.StartNew(
                () => NetworkNamespace.Open(options.Namespace, () =>
                {
                    using var run = new TraceRun(target, options, _time);
                    return run.Run(cancellationToken);
                }),
                cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            _places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();
}
