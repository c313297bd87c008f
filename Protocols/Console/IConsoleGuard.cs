namespace Nms.Consoles;

/// <summary>
/// Lets one session at a time use a console. <see cref="ConsoleGuard"/> knows the sessions of its process; a program of several processes
/// gives its sessions one that asks where all of them can see.
/// </summary>
public interface IConsoleGuard
{
    /// <summary>Takes a console for a session.</summary>
    /// <param name="endpoint">The console.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What gives the console back when it is disposed; null when another session uses it.</returns>
    ValueTask<IAsyncDisposable?> TryTakeAsync(ConsoleEndpoint endpoint, CancellationToken cancellationToken = default);
}
