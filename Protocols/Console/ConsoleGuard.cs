using System.Collections.Concurrent;

namespace Nms.Consoles;

/// <summary>Lets one session at a time use a console, of the sessions of this process. Thread-safe.</summary>
public sealed class ConsoleGuard : IConsoleGuard
{
    private readonly ConcurrentDictionary<string, bool> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The one that sessions share when they are not told otherwise.</summary>
    public static ConsoleGuard Process { get; } = new();

    /// <summary>Whether a session uses the console now.</summary>
    public bool IsTaken(ConsoleEndpoint endpoint)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        return _taken.ContainsKey(endpoint.ToString());
    }

    /// <inheritdoc/>
    public ValueTask<IAsyncDisposable?> TryTakeAsync(ConsoleEndpoint endpoint, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        var console = endpoint.ToString();
        return ValueTask.FromResult<IAsyncDisposable?>(_taken.TryAdd(console, true) ? new Place(this, console) : null);
    }

    private sealed class Place(ConsoleGuard guard, string console) : IAsyncDisposable
    {
        private int _left;

        public ValueTask DisposeAsync()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0) guard._taken.TryRemove(console, out _);
            return ValueTask.CompletedTask;
        }
    }
}
