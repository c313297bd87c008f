using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Nms.Projects;
using Nms.Status;

namespace Nms.Gns3;

/// <summary>
/// Hears one GNS3 server, off the grain scheduler: the controller's stream, one stream for each open project, and the full
/// reads after each connection and at least every few minutes. Hands everything on by ordinary grain calls.
/// </summary>
internal sealed partial class Gns3NotificationPump : IGns3StreamListener, IAsyncDisposable
{
    private readonly Gns3WatchContext _context;
    private readonly Gns3StreamFollower _follower;
    private readonly ConcurrentDictionary<Guid, ProjectWatch> _watches = new();
    private readonly ReadRequests _reconciles;
    private readonly CancellationTokenSource _stopped = new();
    private readonly ConcurrentDictionary<Task, bool> _leaving = new();
    private ImmutableArray<Task> _running = [];

    public Gns3NotificationPump(
        Gns3Connection connection, IGrainFactory grains, QueueGauges queues, Gns3Options options, TimeProvider time, Func<double> jitter, ILogger<Gns3NotificationPump> logger)
    {
        _context = new Gns3WatchContext(connection, grains, queues, options, time, jitter, logger) { Forget = ForgetGone };
        _follower = new Gns3StreamFollower($"GNS3 server {connection.Name}", this, queues, options, time, jitter, logger);
        _reconciles = new ReadRequests(time);
    }

    /// <summary>When the server last said anything.</summary>
    public DateTimeOffset? LastHeardAt => _follower.LastHeardAt;

    /// <summary>Why the server is not heard at present, or null.</summary>
    public string? LastFailure => _follower.LastFailure;

    private Gns3Connection Connection => _context.Connection;

    private IGns3ServerReportsGrain Server => _context.Grains.GetGrain<IGns3ServerReportsGrain>(Connection.Name);

    public void Start()
    {
        // What is heard has nothing to do with the request that happened to activate the grain: neither its trace nor its correlation id.
        using var clean = ExecutionContext.SuppressFlow();
        _running =
        [
            Task.Run(() => _follower.RunAsync(_stopped.Token), CancellationToken.None),
            Task.Run(() => ReconcileAllAsync(_stopped.Token), CancellationToken.None),
        ];
    }

    /// <summary>Reads everything and compares it with the model.</summary>
    public Task ReconcileAsync() => _reconciles.Ask(TimeSpan.Zero);

    public IAsyncEnumerable<Gns3Notification> Open(CancellationToken cancellationToken) =>
        Connection.Reader.ReadControllerAsync(cancellationToken);

    public async Task ConnectedAsync(Gns3NotificationTransport transport, CancellationToken cancellationToken)
    {
        await Server.ConnectedAsync(transport == Gns3NotificationTransport.WebSocket ? "websocket" : "http", cancellationToken);
        _context.IsConnected = true;
        _ = _reconciles.Ask(TimeSpan.Zero);
    }

    public async Task HeardAsync(IReadOnlyList<Gns3Notification> notifications, CancellationToken cancellationToken)
    {
        var computes = ImmutableArray.CreateBuilder<ComputeObservation>();
        var templates = false;
        foreach (var news in notifications.Select(notification => _context.Translate(null, notification)))
        {
            switch (news)
            {
                case ProjectNews project:
                    await TakeAsync(project, cancellationToken);
                    break;
                case ComputeNews compute:
                    computes.Add(new ComputeObservation(compute.ComputeId, compute.Compute));
                    break;
                case TemplateNews:
                    templates = true;
                    break;
            }
        }

        if (computes.Count > 0)
        {
            await Server.ObserveComputesAsync(computes.DrainToImmutable(), cancellationToken);
        }

        if (templates)
        {
            await ReadTemplatesAsync(cancellationToken);
        }
    }

    public void Missed(int count) => _ = _reconciles.Ask(TimeSpan.Zero);

    public async Task DownAsync(string reason, CancellationToken cancellationToken)
    {
        _context.IsConnected = false;
        await Server.DisconnectedAsync(reason, cancellationToken);
        await BoundedFanOut.ForEachAsync(
            _watches.Keys, _context.Options.ReadParallelism, id => _context.Grains.Project(id).SetLiveAsync(false, cancellationToken));
    }

    /// <summary>Leaves the server. GNS3 sees its listeners go.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopped.CancelAsync();
        await Task.WhenAll(_running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _reconciles.Close();
        foreach (var id in _watches.Keys)
        {
            Forget(id);
        }

        await Task.WhenAll(_leaving.Keys);
        _context.Dispose();
        _stopped.Dispose();
    }

    private async Task TakeAsync(ProjectNews news, CancellationToken cancellationToken)
    {
        var need = await _context.Grains.Project(news.ProjectId).ObserveAsync([news.Observation], cancellationToken);
        switch (news.Observation)
        {
            case ProjectRemoved:
                Forget(news.ProjectId);
                await TellProjectsAsync(cancellationToken);
                break;
            case ProjectObserved observed:
                var isNew = !_watches.ContainsKey(news.ProjectId);
                var watch = Watch(news.ProjectId);
                watch.AskFor(need);
                if (isNew)
                {
                    await TellProjectsAsync(cancellationToken);
                }

                if (observed.Facts is { AutoClose: true, Status: ProjectStatus.Opened })
                {
                    await watch.AutoCloseTurnedOnAsync(observed.Facts, cancellationToken);
                }

                break;
        }
    }

    private async Task ReconcileAllAsync(CancellationToken cancellationToken)
    {
        var failures = 0;
        while (true)
        {
            var asked = await _reconciles.TakeAsync(cancellationToken);
            _ = _reconciles.Ask(_context.Options.ReconcileEvery);
            try
            {
                await ReconcileOnceAsync(cancellationToken);
                failures = 0;
                asked.TrySetResult();
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotReconciled(_context.Logger, failure is Gns3ApiException ? null : failure, Connection.Name, failure.Message);
                asked.TrySetException(failure);
                _ = asked.Task.Exception;
                _ = _reconciles.Ask(Backoff.Delay(failures++, _context.Options.ReconnectDelay, _context.Options.MaxReconnectDelay, _context.Jitter()));
            }
        }
    }

    private async Task ReconcileOnceAsync(CancellationToken cancellationToken)
    {
        var client = Connection.Client;
        var version = await client.GetVersionAsync(cancellationToken);
        var computes = await client.ListComputesAsync(cancellationToken);
        await Server.ObserveAsync(
            new ServerFacts(version.Version, computes.Skipped == 0 ? [.. computes.Select(Gns3Translator.Compute)] : null, null), cancellationToken);
        await ReadTemplatesAsync(cancellationToken);

        var known = await KnownProjectsAsync(cancellationToken);
        var listed = await client.ListProjectsAsync(cancellationToken);
        foreach (var id in known.Except(listed.Select(project => project.ProjectId)).Where(_ => listed.Skipped == 0))
        {
            await _context.Grains.Project(id).ObserveAsync([new ProjectRemoved()], cancellationToken);
            Forget(id);
        }

        foreach (var project in listed)
        {
            Watch(project.ProjectId);
        }

        await TellProjectsAsync(cancellationToken);
        var failures = new ConcurrentQueue<Exception>();
        await BoundedFanOut.ForEachAsync(listed, _context.Options.ReadParallelism, async project =>
        {
            try
            {
                await Watch(project.ProjectId).SyncAsync(Gns3Translator.Project(Connection.Name, project), cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                // One project that cannot be read keeps no other from being read; it tries again by itself.
                failures.Enqueue(failure);
            }
        });
        if (failures.TryDequeue(out var first))
        {
            ExceptionDispatchInfo.Throw(first);
        }

        await Server.ReconciledAsync(cancellationToken);
    }

    private async Task<IEnumerable<Guid>> KnownProjectsAsync(CancellationToken cancellationToken) =>
        _watches.Keys.Union(await Server.ListProjectsAsync(cancellationToken));

    private async Task ReadTemplatesAsync(CancellationToken cancellationToken)
    {
        var templates = await Connection.Client.ListTemplatesAsync(cancellationToken);
        await Server.ObserveAsync(new ServerFacts(null, null, [.. templates.Select(Gns3Translator.Template)]), cancellationToken);
    }

    private Task TellProjectsAsync(CancellationToken cancellationToken) =>
        Server.SetProjectsAsync([.. _watches.Keys.Order()], cancellationToken);

    private ProjectWatch Watch(Guid id) => _watches.GetOrAdd(id, id => new ProjectWatch(id, _context));

    /// <summary>A read showed that a project is gone of which no notification told.</summary>
    private void ForgetGone(Guid id)
    {
        Forget(id);
        _ = _reconciles.Ask(_context.Options.Settle);
    }

    /// <summary>Stops following a project; it may be one of its own tasks that says so.</summary>
    private void Forget(Guid id)
    {
        if (_watches.TryRemove(id, out var watch))
        {
            var leaving = Task.Run(async () => await watch.DisposeAsync(), CancellationToken.None);
            _leaving.TryAdd(leaving, true);
            _ = leaving.ContinueWith(done => _leaving.TryRemove(done, out _), TaskScheduler.Default);
        }
    }

    [LoggerMessage(1040, LogLevel.Warning, "Could not read GNS3 server {Server}: {Reason}")]
    private static partial void LogNotReconciled(ILogger logger, Exception? failure, string server, string reason);
}
