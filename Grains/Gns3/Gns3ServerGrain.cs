using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Events;
using Nms.Projects;

namespace Nms.Gns3;

/// <summary>One GNS3 server. That there is one activation of this in the cluster is the lease of the pump it owns.</summary>
[GrainType("nms.gns3-server")]
[KeepAlive]
internal sealed partial class Gns3ServerGrain : Grain, IGns3ServerGrain, IGns3ServerReportsGrain, IRemindable
{
    private const string Reminder = "listen";
    private static readonly TimeSpan ReminderPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LeaveWithin = TimeSpan.FromSeconds(5);

    private readonly Outbox<Gns3ServerState> _outbox;
    private readonly IGns3Clients _clients;
    private readonly Gns3PumpFactory _pumps;
    private readonly TimeProvider _time;
    private readonly ILogger<Gns3ServerGrain> _logger;
    private Gns3ServerState _state = new();
    private Gns3NotificationPump? _pump;
    private string? _lastError;
    private string? _transport;
    private DateTimeOffset? _reconciledAt;

    public Gns3ServerGrain(
        [PersistentState("gns3-server", "Default")] IPersistentState<Gns3ServerState> storage,
        EventPublisher publisher,
        IGns3Clients clients,
        Gns3PumpFactory pumps,
        TimeProvider time,
        ILogger<Gns3ServerGrain> logger)
    {
        _outbox = new Outbox<Gns3ServerState>(this, storage, publisher, logger);
        _clients = clients;
        _pumps = pumps;
        _time = time;
        _logger = logger;
    }

    private string Name => this.GetPrimaryKeyString();

    private Gns3Connection Connection => _clients.Get(Name);

    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _state = _outbox.State;
        await _outbox.FlushAsync(cancellationToken);
        if (_clients.Find(Name) is { } connection)
        {
            await this.RegisterOrUpdateReminder(Reminder, ReminderPeriod, ReminderPeriod, cancellationToken);
            _pump = _pumps.Create(connection);
            _pump.Start();
            LogListening(Name, connection.Client.Url);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_pump is { } pump)
        {
            LogLeaving(Name, reason.ReasonCode);
            await pump.DisposeAsync().AsTask().WaitAsync(LeaveWithin, _time, cancellationToken);
        }
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => EnsureListeningAsync(CancellationToken.None);

    public async Task EnsureListeningAsync(CancellationToken cancellationToken)
    {
        if (_clients.Find(Name) is null)
        {
            // The server was taken out of the configuration: the reminder has outlived its purpose.
            if (await this.GetReminder(Reminder, cancellationToken) is { } reminder)
            {
                await this.UnregisterReminder(reminder, cancellationToken);
            }

            DeactivateOnIdle();
        }
    }

    public ValueTask<ServerSnapshot> GetAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Snapshot());

    public ValueTask<ImmutableArray<TemplateDescription>> ListTemplatesAsync(CancellationToken cancellationToken) =>
        _clients.Find(Name) is null ? throw Unknown() : ValueTask.FromResult(_state.Templates);

    public async Task<ServerSnapshot> RefreshAsync(CancellationToken cancellationToken)
    {
        await Gns3Failures.CallAsync(Name, "project_not_found", () => (_pump ?? throw Unknown()).ReconcileAsync().WaitAsync(cancellationToken));
        return Snapshot();
    }

    public async Task<ServerDetection> DetectAsync(CancellationToken cancellationToken)
    {
        var client = Connection.Client;
        var started = _time.GetTimestamp();
        try
        {
            var version = await client.GetVersionAsync(cancellationToken);
            var elapsed = _time.GetElapsedTime(started);
            var projects = await client.ListProjectsAsync(cancellationToken);
            return Detection(client.Url, elapsed, version.Version, projects.Count, null);
        }
        catch (Gns3ApiException failure)
        {
            return Detection(client.Url, _time.GetElapsedTime(started), null, 0, failure.Message);
        }
    }

    public async Task<ProjectSnapshot> CreateProjectAsync(ProjectDraft draft, CancellationToken cancellationToken)
    {
        var connection = Connection;
        connection.DemandChanges();
        return await Gns3Failures.CallAsync(Name, "server_not_found", async () =>
        {
            var created = await connection.Client.CreateProjectAsync(
                new Gns3ProjectDraft { Name = draft.Name, AutoClose = draft.AutoClose, AutoOpen = draft.AutoOpen, AutoStart = draft.AutoStart },
                cancellationToken);

            // This call interleaves with others: only a call of its own may write.
            await GrainFactory.GetGrain<IGns3ServerReportsGrain>(Name).AddProjectAsync(created.ProjectId, CancellationToken.None);
            var topology = await new Gns3ProjectReader(GrainFactory).ReadAsync(connection, created.ProjectId, CancellationToken.None);
            return topology?.Project ?? throw ProjectFailures.NotFound(created.ProjectId);
        });
    }

    public Task ConnectedAsync(string transport, CancellationToken cancellationToken)
    {
        (_transport, _lastError) = (transport, null);
        return TakeAsync(Gns3ServerLogic.Connect(_state, Name, _time.GetUtcNow()));
    }

    public Task DisconnectedAsync(string reason, CancellationToken cancellationToken)
    {
        (_transport, _lastError) = (null, reason);
        return TakeAsync(Gns3ServerLogic.Disconnect(_state, Name, reason, _time.GetUtcNow()));
    }

    public Task ObserveAsync(ServerFacts facts, CancellationToken cancellationToken) =>
        TakeAsync(Gns3ServerLogic.Observe(_state, facts, _time.GetUtcNow()));

    public Task ObserveComputesAsync(ImmutableArray<ComputeObservation> computes, CancellationToken cancellationToken) =>
        TakeAsync(Gns3ServerLogic.Observe(_state, computes, _time.GetUtcNow()));

    public async Task SetProjectsAsync(ImmutableArray<Guid> projectIds, CancellationToken cancellationToken)
    {
        await TakeAsync((_state with { ProjectIds = projectIds }, []));
        await GrainFactory.Projects().SetProjectsAsync(Name, projectIds, cancellationToken);
    }

    public ValueTask<ImmutableArray<Guid>> ListProjectsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(_state.ProjectIds);

    public Task AddProjectAsync(Guid projectId, CancellationToken cancellationToken) => _state.ProjectIds.Contains(projectId)
        ? Task.CompletedTask
        : SetProjectsAsync(_state.ProjectIds.Add(projectId), cancellationToken);

    public Task ReconciledAsync(CancellationToken cancellationToken)
    {
        _reconciledAt = _time.GetUtcNow();
        return Task.CompletedTask;
    }

    private async Task TakeAsync((Gns3ServerState Next, ImmutableArray<EventDraft> Events) decision)
    {
        if (decision.Events is not [] || !Gns3ServerLogic.Same(_outbox.State, decision.Next))
        {
            await _outbox.CommitAsync(decision.Next, decision.Events);
        }

        _state = decision.Next;
    }

    private ServerSnapshot Snapshot()
    {
        var connection = Connection;
        var isHeard = _state.Connected == true && _transport is not null;
        return new ServerSnapshot
        {
            Name = Name,
            Url = connection.Client.Url.ToString(),
            Connected = isHeard,
            Version = _state.Version,
            LastError = isHeard ? null : _lastError ?? _pump?.LastFailure,
            Since = _state.Since,
            ReconciledAt = _reconciledAt,
            LastHeardAt = _pump?.LastHeardAt,
            WatchOnly = connection.Options.WatchOnly,
            ProjectCount = _state.ProjectIds.Length,
            Transport = isHeard ? _transport : null,
            Circuit = connection.Client.CircuitState switch
            {
                Gns3CircuitState.Open => "open",
                Gns3CircuitState.HalfOpen => "half_open",
                _ => "closed",
            },
            Computes = [.. _state.Computes.Select(compute => compute.Present)],
        };
    }

    private ServerDetection Detection(Uri url, TimeSpan elapsed, string? version, int projects, string? error) =>
        new(version is not null, url.Host, url.Port, version, projects, elapsed.TotalMilliseconds, _time.GetUtcNow(), error);

    private NotFoundException Unknown() => new("server_not_found", $"No GNS3 server {Name} is configured; set Gns3:Servers:{Name}:Url.");

    [LoggerMessage(1050, LogLevel.Information, "Following GNS3 server {Server} at {Url}")]
    private partial void LogListening(string server, Uri url);

    [LoggerMessage(1051, LogLevel.Information, "Leaving GNS3 server {Server}: {Reason}")]
    private partial void LogLeaving(string server, DeactivationReasonCode reason);
}
