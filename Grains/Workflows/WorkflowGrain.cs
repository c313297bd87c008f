using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;
using Nms.Workflows.Expressions;

namespace Nms.Workflows;

/// <summary>One workflow: its versions, and the door to its runs.</summary>
[GrainType("nms.workflow")]
internal sealed class WorkflowGrain(
    [PersistentState("workflow", "Default")] IPersistentState<WorkflowState> definitions,
    [PersistentState("workflow-runs", "Default")] IPersistentState<WorkflowRunsState> runs,
    IWorkflowStore store,
    DefinitionCache cache,
    IInputReader inputs,
    WorkflowSecrets secrets,
    WorkflowCensus census,
    IIdSource ids,
    IOptions<WorkflowOptions> options,
    TimeProvider time) : Grain, IWorkflowGrain, IDisposable
{
    private static readonly TimeSpan s_save = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan s_cancelled = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _writing = new(1, 1);
    private IGrainTimer? _saving;

    private string Name => this.GetPrimaryKeyString();

    /// <summary>A workflow that is part of the platform gets its version when it is first looked for, and another when the platform has another.</summary>
    public override async Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (BuiltInWorkflows.Sources.TryGetValue(Name, out var source))
        {
            await SaveAsync(source, "system", builtIn: true, cancellationToken);
        }
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_saving is not null)
        {
            await SaveRunsAsync();
        }
    }

    public void Dispose() => _writing.Dispose();

    public ValueTask<WorkflowVersion?> FindAsync(int? version, bool deleted, CancellationToken cancellationToken) => ValueTask.FromResult(
        definitions.State.Deleted && !deleted ? null : definitions.State.Versions.FirstOrDefault(one => version is null || one.Version == version) is { } found
            ? found with { Deleted = definitions.State.Deleted }
            : null);

    public ValueTask<ImmutableArray<WorkflowVersion>> ListVersionsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(definitions.State.Deleted ? [] : definitions.State.Versions);

    public async Task<WorkflowVersion> SaveAsync(string source, string by, bool builtIn, CancellationToken cancellationToken)
    {
        var state = definitions.State;
        if (!builtIn && BuiltInWorkflows.Sources.ContainsKey(Name))
        {
            throw new ConflictException("workflow_built_in", $"Workflow {Name} is part of the platform; save yours under another name.");
        }

        if (!state.Deleted && state.Versions is [var newest, ..] && newest.Source == source && newest.BuiltIn == builtIn)
        {
            await GrainFactory.Workflows().SavedAsync(newest with { Source = string.Empty }, cancellationToken);
            return newest;
        }

        var version = new WorkflowVersion
        {
            Name = Name,
            Version = state.Versions is [{ Version: var last }, ..] ? last + 1 : 1,
            Source = source,
            SavedAt = time.GetUtcNow(),
            SavedBy = by,
            BuiltIn = builtIn,
        };

        // Told first: the directory refuses what is too much, and a version that it knows too early is only not found yet.
        await GrainFactory.Workflows().SavedAsync(version with { Source = string.Empty }, cancellationToken);
        await WriteDefinitionsAsync(new WorkflowState { Versions = await KeptAsync([version, .. state.Versions]) });
        return version;
    }

    public async Task<bool> DeleteAsync(string by, CancellationToken cancellationToken)
    {
        if (BuiltInWorkflows.Sources.ContainsKey(Name))
        {
            throw new ConflictException("workflow_built_in", $"Workflow {Name} is part of the platform and cannot be deleted.");
        }

        if (definitions.State.Versions is [] || definitions.State.Deleted)
        {
            return false;
        }

        await WriteDefinitionsAsync(definitions.State with { Deleted = true });
        await GrainFactory.Workflows().DeletedAsync(Name, CancellationToken.None);
        return true;
    }

    public async Task<WorkflowStart> StartAsync(WorkflowStartRequest request, CancellationToken cancellationToken)
    {
        var version = await FindAsync(request.Version, deleted: false, cancellationToken)
            ?? throw new NotFoundException("workflow_not_found", $"There is no workflow {Name}{(request.Version is { } asked ? $" of version {asked}" : string.Empty)}.");
        var remembered = request.IdempotencyKey is { } key ? $"{request.RequestedBy}\n{key}" : null;
        if (remembered is not null && runs.State.Starts.FirstOrDefault(start => start.Key == remembered) is { } known && await IsThereAsync(known.RunId))
        {
            return new WorkflowStart(known.RunId, known.Version, Existing: true);
        }

        var definition = await cache.GetAsync(Name, version.Version);
        var beginning = Beginning(definition, version.Version, request);
        census.Admit(Name, definition.MaxRuns ?? options.Value.MaxRunsPerWorkflow);

        var began = false;
        try
        {
            var run = remembered is null ? ids.NewId() : await RememberAsync(remembered, version.Version);
            var start = await BeginAsync(definition, run, beginning, cancellationToken);
            began = !start.Existing;
            return start;
        }
        finally
        {
            if (!began)
            {
                census.Left(Name);
            }
        }
    }

    public ValueTask<WorkflowStatistics> GetStatisticsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult(runs.State.Statistics with { Active = census.ActiveOf(Name) });

    public Task RunEndedAsync(WorkflowRunSnapshot run, CancellationToken cancellationToken)
    {
        census.Left(Name);
        runs.State = runs.State with { Statistics = WorkflowStatisticsLogic.Add(runs.State.Statistics, run) };
        _saving ??= this.RegisterGrainTimer(_ => SaveRunsAsync(), new GrainTimerCreationOptions(s_save, Timeout.InfiniteTimeSpan) { KeepAlive = true });
        return Task.CompletedTask;
    }

    private WorkflowBeginning Beginning(WorkflowDefinition definition, int version, WorkflowStartRequest request)
    {
        var read = Protected(definition, inputs.Read(definition, request.InputsJson, request.IgnoreUnknownInputs));
        var draft = new RunState
        {
            RunId = Guid.Empty,
            Workflow = Name,
            Version = version,
            Inputs = read,
            TriggerData = request.TriggerJson is { } data ? JsonElement.Parse(data) : null,
            RequestedBy = request.RequestedBy,
            Trigger = request.Trigger,
            StartedAt = time.GetUtcNow(),
        };
        var scope = new RunScope(definition, draft, [], draft.StartedAt);
        return new WorkflowBeginning
        {
            Workflow = Name,
            Version = version,
            InputsJson = read.GetRawText(),
            TriggerJson = request.TriggerJson,
            RequestedBy = request.RequestedBy,
            Trigger = request.Trigger,
            Key = Text(definition.Key, scope, "key"),
            ProjectId = ProjectOf(definition, scope, read),
            ParentRunId = request.ParentRunId,
        };
    }

    /// <summary>The inputs with tokens in the stead of secrets.</summary>
    private JsonElement Protected(WorkflowDefinition definition, JsonElement read)
    {
        var secret = definition.Inputs.Where(input => input.Secret).Select(input => input.Name).ToHashSet(StringComparer.Ordinal);
        if (secret.Count == 0)
        {
            return read;
        }

        var members = JsonObject.Create(read)!;
        foreach (var name in secret.Where(name => members[name]?.GetValueKind() == JsonValueKind.String))
        {
            members[name] = secrets.Protect(members[name]!.GetValue<string>());
        }

        return JsonSerializer.SerializeToElement(members);
    }

    private static Guid? ProjectOf(WorkflowDefinition definition, RunScope scope, JsonElement read)
    {
        var text = definition.Project is { } project
            ? Text(project, scope, "project")
            : definition.Inputs.Any(input => input is { Name: "project_id", Type: InputType.Project }) && read.TryGetProperty("project_id", out var given) && given.ValueKind == JsonValueKind.String
                ? given.GetString()
                : null;
        return string.IsNullOrEmpty(text)
            ? null
            : Guid.TryParse(text, out var id) ? id : throw new ValidationException("invalid_project_id", $"{text} is not the id of a project.");
    }

    private static string? Text(Template? template, RunScope scope, string what)
    {
        try
        {
            return template?.Evaluate(scope) switch
            {
                null or { ValueKind: JsonValueKind.Null } => null,
                { ValueKind: JsonValueKind.String } text => text.GetString(),
                { } other => other.GetRawText(),
            };
        }
        catch (ExpressionException e)
        {
            throw new ValidationException("invalid_inputs", $"The {what} of the workflow cannot be told from these inputs: {e.Message}");
        }
    }

    private async Task<WorkflowStart> BeginAsync(WorkflowDefinition definition, Guid run, WorkflowBeginning beginning, CancellationToken cancellationToken)
    {
        for (var again = false; ; again = true)
        {
            try
            {
                await GrainFactory.GetGrain<IWorkflowRunStartGrain>(run).BeginAsync(beginning, CancellationToken.None);
                return new WorkflowStart(run, beginning.Version, Existing: false);
            }
            catch (ConflictException taken) when (taken.Code == "run_key_in_use" && !again && definition.OnConflict != KeyConflictPolicy.Reject)
            {
                if (await store.FindByKeyAsync(Name, beginning.Key!, cancellationToken) is not { } existing)
                {
                    // It ended meanwhile.
                    continue;
                }

                if (definition.OnConflict == KeyConflictPolicy.UseExisting)
                {
                    return new WorkflowStart(existing, beginning.Version, Existing: true);
                }

                await GrainFactory.WorkflowRun(existing).CancelAsync(beginning.RequestedBy, $"Run {run} takes its place.", CancellationToken.None);
                await GrainFactory.WorkflowRun(existing).WaitAsync(s_cancelled, cancellationToken);
            }
        }
    }

    private async Task<bool> IsThereAsync(Guid run) => await GrainFactory.WorkflowRun(run).FindAsync() is not null;

    /// <summary>Written before the run is begun: a repeat gives the same id, under which it is begun once.</summary>
    private async Task<Guid> RememberAsync(string key, int version)
    {
        if (runs.State.Starts.FirstOrDefault(start => start.Key == key) is { } known)
        {
            return known.RunId;
        }

        var start = new RememberedStart(key, ids.NewId(), version);
        runs.State = runs.State with { Starts = [.. runs.State.Starts.TakeLast(WorkflowLimits.IdempotencyKeys - 1), start] };
        await SaveRunsAsync();
        return start.RunId;
    }

    /// <summary>The newest versions, and older ones that runs still use.</summary>
    private async Task<ImmutableArray<WorkflowVersion>> KeptAsync(ImmutableArray<WorkflowVersion> versions)
    {
        if (versions.Length <= WorkflowLimits.Versions)
        {
            return versions;
        }

        var active = await store.QueryAsync(
            new WorkflowRunQuery
            {
                Workflows = [Name],
                Statuses = [WorkflowRunStatus.Running, WorkflowRunStatus.Waiting, WorkflowRunStatus.Paused, WorkflowRunStatus.Compensating],
            },
            options.Value.MaxRunsPerWorkflow);
        var used = active.Select(run => run.Version).ToHashSet();
        return [.. versions.Where((version, place) => place < WorkflowLimits.Versions || used.Contains(version.Version))];
    }

    private async Task WriteDefinitionsAsync(WorkflowState next)
    {
        var before = definitions.State;
        definitions.State = next;
        try
        {
            await definitions.WriteStateAsync();
        }
        catch
        {
            definitions.State = before;
            throw;
        }
    }

    /// <summary>One write at a time: starts interleave.</summary>
    private async Task SaveRunsAsync()
    {
        await _writing.WaitAsync();
        try
        {
            await runs.WriteStateAsync();
            _saving?.Dispose();
            _saving = null;
        }
        finally
        {
            _writing.Release();
        }
    }
}
