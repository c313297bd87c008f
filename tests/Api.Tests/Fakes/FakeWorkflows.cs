using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nms.Workflows;

namespace Nms.Api.Tests.Fakes;

/// <summary>Workflows whose runs stay where a test puts them, and definitions that are read as far as the edge asks for it.</summary>
public sealed partial class FakeWorkflows : IWorkflowDirectoryGrain, IWorkflowRuns, IWorkflowDefinitions
{
    /// <summary>A workflow that is there from the beginning, with one run about the project campus.</summary>
    public const string Lab = "lab";

    private const string LabSource =
        """{"name":"lab","inputs":{"project_id":{"type":"project"}},"steps":[{"name":"look","uses":"monitoring/collect_metrics","timeout":"1m"},{"name":"ask","uses":"approval"}]}""";

    private readonly ConcurrentDictionary<string, ImmutableArray<WorkflowVersion>> _versions = new();

    public FakeWorkflows() => Fill();

    public static Guid Run { get; } = FakeDiscovery.Run;

    public ConcurrentDictionary<Guid, WorkflowRunSnapshot> Runs { get; } = new();

    public ConcurrentDictionary<Guid, byte[]> Artifacts { get; } = new();

    /// <summary>What runs were asked for, in order.</summary>
    public ConcurrentQueue<WorkflowStartRequest> Starts { get; } = new();

    /// <summary>What was done to runs, in order.</summary>
    public ConcurrentQueue<string> Calls { get; } = new();

    /// <summary>Everything that a caller can change.</summary>
    public string State => $"{string.Join(',', _versions.Select(one => $"{one.Key} {one.Value.Length}"))}; {string.Join(',', Runs.Select(run => $"{run.Key} {run.Value.Status}"))}; {string.Join(',', Calls)}";

    public string Schema => """{"$schema":"https://json-schema.org/draft/2020-12/schema"}""";

    public string Catalog => """[{"name":"set"}]""";

    /// <summary>Puts everything as it was.</summary>
    public void Fill()
    {
        _versions.Clear();
        Runs.Clear();
        Artifacts.Clear();
        Starts.Clear();
        Calls.Clear();
        Save(Lab, LabSource);
        Runs[Run] = Snapshot(Run, Lab, 1, FakeModel.Campus, WorkflowRunStatus.Waiting);
        Artifacts[Run] = [1, 2, 3];
    }

    public WorkflowVersion Save(string name, string source, bool builtIn = false, string by = "user:test")
    {
        var versions = _versions.GetValueOrDefault(name, []);
        var version = new WorkflowVersion { Name = name, Version = versions.Length + 1, Source = source, SavedAt = DateTimeOffset.UnixEpoch, SavedBy = by, BuiltIn = builtIn };
        _versions[name] = [version, .. versions];
        return version;
    }

    /// <summary>The grain of a workflow.</summary>
    public object Workflow(string name) => new FakeWorkflow(this, name);

    /// <summary>The grain of a run.</summary>
    public object RunOf(Guid id) => new FakeRun(this, id);

    public static WorkflowRunSnapshot Snapshot(Guid id, string workflow, int version, Guid? projectId, WorkflowRunStatus status) => new()
    {
        RunId = id,
        WorkflowName = workflow,
        Version = version,
        Status = status,
        InputsJson = """{"project":"campus"}""",
        RequestedBy = "user:test",
        Trigger = "api",
        ProjectId = projectId,
        StartedAt = DateTimeOffset.UnixEpoch,
        Progress = 0.5,
        Steps =
        [
            new() { Name = "look", Uses = "monitoring/collect_metrics", Status = WorkflowStepStatus.Completed, Attempts = 1, OutputJson = """{"metrics":3}""" },
            new() { Name = "ask", Uses = "approval", Status = WorkflowStepStatus.Waiting, Attempts = 1, InputJson = """{"message":"May I?"}""" },
        ],
    };

    public ValueTask<ImmutableArray<WorkflowVersion>> ListAsync(CancellationToken cancellationToken = default) =>
        ValueTask.FromResult<ImmutableArray<WorkflowVersion>>([.. _versions.Values.Select(versions => versions[0] with { Source = "" }).OrderBy(version => version.Name, StringComparer.Ordinal)]);

    public Task SavedAsync(WorkflowVersion version, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task DeletedAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

    public Task<ImmutableArray<WorkflowRunRow>> QueryAsync(WorkflowRunQuery query, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<ImmutableArray<WorkflowRunRow>>(
        [
            .. Runs.Values
                .Where(run => (query.VisibleProjects is not { } visible || (run.ProjectId is { } project && visible.Contains(project)))
                    && (query.ProjectId is null || run.ProjectId == query.ProjectId)
                    && (query.Workflows.IsEmpty || query.Workflows.Contains(run.WorkflowName))
                    && (query.Statuses.IsEmpty || query.Statuses.Contains(run.Status))
                    && (query.Before is not { } before || run.RunId.CompareTo(before) < 0))
                .OrderByDescending(run => run.RunId)
                .Take(limit)
                .Select(run => new WorkflowRunRow
                {
                    RunId = run.RunId,
                    WorkflowName = run.WorkflowName,
                    Version = run.Version,
                    Status = run.Status,
                    ProjectId = run.ProjectId,
                    RequestedBy = run.RequestedBy,
                    Trigger = run.Trigger,
                    StartedAt = run.StartedAt,
                }),
        ]);

    public Task<ImmutableArray<WorkflowHistoryEntry>> ReadHistoryAsync(Guid runId, long after, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<ImmutableArray<WorkflowHistoryEntry>>(
        [
            .. new WorkflowHistoryEntry[]
            {
                new(1, DateTimeOffset.UnixEpoch, "run_started", DataJson: """{"trigger_data":{"session_id":"s-1"}}"""),
                new(2, DateTimeOffset.UnixEpoch, "step_started", "look", 0, 1),
                new(3, DateTimeOffset.UnixEpoch, "step_completed", "look", 0, 1, """{"output":{"metrics":3}}"""),
            }.Where(entry => entry.Sequence > after).Take(limit),
        ]);

    public Task<ImmutableArray<WorkflowArtifact>> ListArtifactsAsync(Guid runId, CancellationToken cancellationToken = default) =>
        Task.FromResult<ImmutableArray<WorkflowArtifact>>(
            Artifacts.TryGetValue(runId, out var content) ? [new WorkflowArtifact(runId, "lab", "text/html", content.Length, DateTimeOffset.UnixEpoch)] : []);

    public Task<byte[]?> ReadArtifactAsync(Guid runId, string name, CancellationToken cancellationToken = default) =>
        Task.FromResult(name == "lab" ? Artifacts.GetValueOrDefault(runId) : null);

    public ImmutableArray<WorkflowFault> Validate(string source)
    {
        try
        {
            var known = new HashSet<string> { "name", "description", "inputs", "project", "steps" };
            var definition = Read(source);
            return
            [
                .. definition.Where(member => !known.Contains(member.Key)).Select(member => new WorkflowFault(member.Key, "unknown_key", $"{member.Key} is not known.", 1, 2)),
                .. definition["name"] is null ? [new WorkflowFault("name", "required", "name is required.", 1, 1)] : ImmutableArray<WorkflowFault>.Empty,
            ];
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            return [new WorkflowFault("", "malformed", "This is no definition.", 1, 1)];
        }
    }

    public string Describe(string source) => Read(source).ToJsonString();

    public string Plan(string source, string inputsJson) => new JsonObject { ["steps"] = Read(source)["steps"]?.DeepClone(), ["inputs"] = JsonNode.Parse(inputsJson) }.ToJsonString();

    // Of YAML, one line "name: value" after the other, which is what a test writes.
    private static JsonObject Read(string source)
    {
        if (source.TrimStart() is ['{' or '[', ..])
        {
            return JsonNode.Parse(source) as JsonObject ?? throw new JsonException("No object.");
        }

        var definition = new JsonObject();
        foreach (Match line in Line.Matches(source))
        {
            definition[line.Groups[1].Value] = line.Groups[2].Value;
        }

        definition["steps"] = new JsonArray();
        return definition;
    }

    [GeneratedRegex(@"^([a-z_]+): *(\S*)\r?$", RegexOptions.Multiline)]
    private static partial Regex Line { get; }

    private sealed class FakeWorkflow(FakeWorkflows all, string name) : IWorkflowGrain
    {
        private ImmutableArray<WorkflowVersion> Versions => all._versions.GetValueOrDefault(name, []);

        public ValueTask<WorkflowVersion?> FindAsync(int? version, bool deleted = false, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Versions.FirstOrDefault(one => version is null || one.Version == version));

        public ValueTask<ImmutableArray<WorkflowVersion>> ListVersionsAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(Versions);

        public Task<WorkflowVersion> SaveAsync(string source, string by, bool builtIn, CancellationToken cancellationToken = default) => Task.FromResult(all.Save(name, source, builtIn, by));

        public Task<bool> DeleteAsync(string by, CancellationToken cancellationToken = default) => Task.FromResult(all._versions.TryRemove(name, out _));

        public Task<WorkflowStart> StartAsync(WorkflowStartRequest request, CancellationToken cancellationToken = default)
        {
            var known = all.Starts.Index().FirstOrDefault(start => request.IdempotencyKey is not null && start.Item.IdempotencyKey == request.IdempotencyKey);
            all.Starts.Enqueue(request);
            if (known.Item is not null)
            {
                return Task.FromResult(new WorkflowStart(IdOf(known.Index), 1, Existing: true));
            }

            var id = IdOf(all.Starts.Count - 1);
            using var inputs = JsonDocument.Parse(request.InputsJson);
            var project = inputs.RootElement.TryGetProperty("project_id", out var given) && given.TryGetGuid(out var projectId) ? projectId : (Guid?)null;
            all.Runs[id] = Snapshot(id, name, request.Version ?? 1, project, WorkflowRunStatus.Running) with { InputsJson = request.InputsJson, RequestedBy = request.RequestedBy };
            return Task.FromResult(new WorkflowStart(id, 1, Existing: false));
        }

        public ValueTask<WorkflowStatistics> GetStatisticsAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new WorkflowStatistics { Active = 1, Completed = 2, TypicalSeconds = 3.5 });

        public Task RunEndedAsync(WorkflowRunSnapshot run, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        private static Guid IdOf(int start) => new($"019b0000-0000-7000-8000-{start:D12}");
    }

    private sealed class FakeRun(FakeWorkflows all, Guid id) : IWorkflowRunGrain
    {
        public ValueTask<WorkflowRunSnapshot?> FindAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(all.Runs.GetValueOrDefault(id));

        public Task<WorkflowRunSnapshot> WaitAsync(TimeSpan most, CancellationToken cancellationToken = default) => Change($"wait {most.TotalSeconds}", WorkflowRunStatus.Completed);

        public Task WakeAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<WorkflowRunSnapshot> SignalAsync(string name, string dataJson, string by, Guid signalId, CancellationToken cancellationToken = default) =>
            Change($"signal {name} {dataJson}", WorkflowRunStatus.Running);

        public Task<WorkflowRunSnapshot> DecideAsync(string step, bool approve, string? comment, string by, CancellationToken cancellationToken = default) =>
            Change($"{(approve ? "approve" : "reject")} {step} {comment}", WorkflowRunStatus.Running);

        public Task<WorkflowRunSnapshot> CancelAsync(string by, string? reason, CancellationToken cancellationToken = default) => Change($"cancel {reason}", WorkflowRunStatus.Compensating);

        public Task<WorkflowRunSnapshot> PauseAsync(string by, CancellationToken cancellationToken = default) => Change("pause", WorkflowRunStatus.Paused);

        public Task<WorkflowRunSnapshot> ResumeAsync(string by, CancellationToken cancellationToken = default) => Change("resume", WorkflowRunStatus.Running);

        public Task<WorkflowRunSnapshot> RetryAsync(string? step, string by, CancellationToken cancellationToken = default) => Change($"retry {step}", WorkflowRunStatus.Running);

        public Task ForgetAsync(CancellationToken cancellationToken = default)
        {
            all.Calls.Enqueue("forget");
            all.Runs.TryRemove(id, out _);
            return Task.CompletedTask;
        }

        private Task<WorkflowRunSnapshot> Change(string call, WorkflowRunStatus status)
        {
            all.Calls.Enqueue(call);
            all.Runs[id] = all.Runs[id] with { Status = status };
            return Task.FromResult(all.Runs[id]);
        }
    }
}
