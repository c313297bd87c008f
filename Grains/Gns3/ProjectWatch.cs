using Microsoft.Extensions.Logging;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Gns3;

/// <summary>
/// Follows one project of one server: listens to it while it is open, or polls it where listening could close it, and
/// makes the reads that the model asks for.
/// </summary>
internal sealed partial class ProjectWatch : IGns3StreamListener, IAsyncDisposable
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(30);

    private readonly Guid _projectId;
    private readonly Gns3WatchContext _context;
    private readonly ReadRequests _reads;
    private readonly CancellationTokenSource _stopped = new();
    private readonly Task _reading;
    private readonly Lock _gate = new();
    private CancellationTokenSource? _listeningStopped;
    private Task _listening = Task.CompletedTask;
    private int _failures;
    private volatile bool _polled;
    private volatile bool _heard;
    private volatile bool _trapTold;

    public ProjectWatch(Guid projectId, Gns3WatchContext context)
    {
        _projectId = projectId;
        _context = context;
        _reads = new ReadRequests(context.Time);
        _reading = Task.Run(() => ReadAllAsync(_stopped.Token), CancellationToken.None);
    }

    private Gns3Connection Connection => _context.Connection;

    private IProjectGrain Project => _context.Grains.Project(_projectId);

    /// <summary>Asks for a read of the whole project.</summary>
    public Task ReadAsync(TimeSpan delay) => _reads.Ask(delay);

    /// <summary>Follows the project as the list of projects shows it, and reads it.</summary>
    public async Task SyncAsync(ProjectSnapshot listed, CancellationToken cancellationToken)
    {
        switch (listed.Status)
        {
            case ProjectStatus.Opened:
                await FollowOpenAsync(listed, cancellationToken);
                break;
            case ProjectStatus.Closed:
                await StopListeningAsync();
                break;
        }

        // A stream that is just being opened asks for the read itself, once the server has begun to talk.
        var opening = !_listening.IsCompleted && !_heard;
        await _reads.Ask(opening ? Connection.Options.AttemptTimeout : TimeSpan.Zero).WaitAsync(cancellationToken);
    }

    /// <summary>
    /// Takes the news that auto_close is on. While this listens that would close the project when it stops.
    /// </summary>
    public async Task AutoCloseTurnedOnAsync(ProjectSnapshot project, CancellationToken cancellationToken)
    {
        if (_listening.IsCompleted)
        {
            return;
        }

        if (!await TryKeepOpenAsync(project.Name, cancellationToken) && !_trapTold)
        {
            _trapTold = true;
            LogTrapped(_context.Logger, project.Name, Connection.Name);
        }
    }

    public IAsyncEnumerable<Gns3Notification> Open(CancellationToken cancellationToken) =>
        Connection.Reader.ReadProjectAsync(_projectId, cancellationToken);

    public Task ConnectedAsync(Gns3NotificationTransport transport, CancellationToken cancellationToken)
    {
        _heard = true;
        _ = _reads.Ask(TimeSpan.Zero);
        return Task.CompletedTask;
    }

    public async Task HeardAsync(IReadOnlyList<Gns3Notification> notifications, CancellationToken cancellationToken)
    {
        var news = notifications
            .Select(notification => _context.Translate(_projectId, notification))
            .OfType<ProjectNews>()
            .Where(item => item.ProjectId == _projectId)
            .Select(item => item.Observation);
        if (news.ToArray() is { Length: > 0 } observations)
        {
            AskFor(await Project.ObserveAsync([.. observations], cancellationToken));
        }
    }

    public void Missed(int count) => _ = _reads.Ask(TimeSpan.Zero);

    public async Task DownAsync(string reason, CancellationToken cancellationToken)
    {
        _heard = false;
        await Project.SetLiveAsync(false, cancellationToken);
        _ = _reads.Ask(TimeSpan.Zero);
    }

    /// <summary>Asks for the read that the model needs.</summary>
    public void AskFor(ReadNeed need)
    {
        if (need != ReadNeed.None)
        {
            _ = _reads.Ask(need == ReadNeed.Now ? TimeSpan.Zero : _context.Options.Settle);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await StopListeningAsync();
        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reads.Close();
        _listeningStopped?.Dispose();
        _stopped.Dispose();
    }

    private async Task ReadAllAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var asked = await _reads.TakeAsync(cancellationToken);
            try
            {
                await ReadOnceAsync(cancellationToken);
                _failures = 0;
                asked.TrySetResult();
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotRead(_context.Logger, failure is Gns3ApiException ? null : failure, _projectId, Connection.Name, failure.Message);
                asked.TrySetException(failure);
                _ = asked.Task.Exception;
                _ = _reads.Ask(Backoff.Delay(_failures++, FirstRetry, LongestRetry, _context.Jitter()));
            }
        }
    }

    private async Task ReadOnceAsync(CancellationToken cancellationToken)
    {
        ProjectTopology? topology;
        var heard = _heard;
        await _context.ReadSlots.WaitAsync(cancellationToken);
        try
        {
            topology = await _context.ProjectReader.ReadAsync(Connection, _projectId, cancellationToken);
        }
        finally
        {
            _context.ReadSlots.Release();
        }

        if (topology is null)
        {
            _context.Forget(_projectId);
            return;
        }

        if (topology.Project.Status == ProjectStatus.Opened)
        {
            await FollowOpenAsync(topology.Project, cancellationToken);
        }
        else
        {
            _polled = false;
        }

        if (_context.IsConnected && (heard || _polled || topology.Project.Status != ProjectStatus.Opened))
        {
            await Project.SetLiveAsync(true, cancellationToken);
        }
    }

    private async Task FollowOpenAsync(ProjectSnapshot project, CancellationToken cancellationToken)
    {
        if (!_listening.IsCompleted)
        {
            if (project.AutoClose)
            {
                await AutoCloseTurnedOnAsync(project, cancellationToken);
            }

            return;
        }

        _polled = project.AutoClose && !await TryKeepOpenAsync(project.Name, cancellationToken);
        if (_polled)
        {
            _ = _reads.Ask(_context.Options.PollEvery);
        }
        else
        {
            StartListening();
        }
    }

    /// <summary>Turns auto_close off, if that is allowed. False when it stays on.</summary>
    private async Task<bool> TryKeepOpenAsync(string projectName, CancellationToken cancellationToken)
    {
        if (Connection.Options.WatchOnly || !_context.Options.KeepProjectsOpen)
        {
            return false;
        }

        try
        {
            var project = await Connection.Client.UpdateProjectAsync(_projectId, new Gns3ProjectChanges { AutoClose = false }, cancellationToken);
            LogKeptOpen(_context.Logger, projectName, Connection.Name);
            await Project.ObserveAsync([new ProjectObserved(Gns3Translator.Project(Connection.Name, project))], cancellationToken);
            return project.AutoClose != true;
        }
        catch (Gns3ApiException failure)
        {
            LogNotKeptOpen(_context.Logger, projectName, Connection.Name, failure.Message);
            return false;
        }
    }

    private void StartListening()
    {
        lock (_gate)
        {
            if (_stopped.IsCancellationRequested || !_listening.IsCompleted)
            {
                return;
            }

            _listeningStopped?.Dispose();
            _listeningStopped = CancellationTokenSource.CreateLinkedTokenSource(_stopped.Token);
            var follower = new Gns3StreamFollower(
                $"project {_projectId} on {Connection.Name}", this, _context.Queues, _context.Options, _context.Time, _context.Jitter, _context.Logger);
            var token = _listeningStopped.Token;
            _listening = Task.Run(() => follower.RunAsync(token), CancellationToken.None);
        }
    }

    private async Task StopListeningAsync()
    {
        Task listening;
        lock (_gate)
        {
            _listeningStopped?.Cancel();
            listening = _listening;
        }

        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _heard = false;
    }

    [LoggerMessage(1020, LogLevel.Information, "Turned auto_close off on project {Project} of GNS3 server {Server}: it stays open when this program ends")]
    private static partial void LogKeptOpen(ILogger logger, string project, string server);

    [LoggerMessage(1021, LogLevel.Warning, "Could not turn auto_close off on project {Project} of GNS3 server {Server}, which is polled instead: {Reason}")]
    private static partial void LogNotKeptOpen(ILogger logger, string project, string server, string reason);

    [LoggerMessage(1022, LogLevel.Warning, "auto_close was turned on for project {Project} of GNS3 server {Server}, which is listened to and must not be changed: GNS3 closes it 5 seconds after this program ends, unless somebody else listens")]
    private static partial void LogTrapped(ILogger logger, string project, string server);

    [LoggerMessage(1023, LogLevel.Warning, "Could not read project {Project} of GNS3 server {Server}: {Reason}")]
    private static partial void LogNotRead(ILogger logger, Exception? failure, Guid project, string server, string reason);
}
