using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nms.Access;
using Nms.Api.OpenApi;
using Nms.Api.Workflows;
using Nms.Contracts.Workflows;
using Nms.Modules;
using Nms.Workflows;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>Workflows and tasks as clients of the former hub start them.</summary>
internal static class WorkflowCalls
{
    private const string SecurityWorkflow = "security_testing_full_workflow";
    private const string Trigger = "api:hub";
    private const int LongestWord = 200;
    private const int MostArguments = 20;

    private static readonly string[] s_remembered = ["session_id", "trigger_source", "action"];
    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status409Conflict,
        StatusCodes.Status429TooManyRequests, StatusCodes.Status503ServiceUnavailable,
    ];

    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(V1, "hub/workflows/", Permissions.WorkflowRead, ListAsync, ApiTags.Orchestration, "Lists the workflows of the contract with their steps."),
        Post(V1, "hub/workflows/execute/", Permissions.WorkflowRun, ExecuteAsync, ApiTags.Orchestration, "Starts a workflow; an action of initial_data that is a built-in workflow is run instead.", PublishedParameters.Workflow) with { Failures = s_failures },
        Get(V1, "hub/workflows/runs/{runId}/", Permissions.WorkflowRead, GetRunAsync, ApiTags.Orchestration, "Shows a run of a workflow: a workflow_id or task_id that was answered."),
        Get(V1, "celery/tasks/", Permissions.WorkflowRead, ListTasksAsync, ApiTags.Orchestration, "Lists the tasks that may be triggered."),
        Post(V1, "celery/trigger/", Permissions.WorkflowRun, TriggerAsync, ApiTags.Orchestration, "Triggers one of the tasks of the contract.", PublishedParameters.Task) with { Failures = s_failures },
        Post(V1, "celery/trigger-security-workflow/", Permissions.WorkflowRun, TriggerSecurityWorkflowAsync, ApiTags.Orchestration, "Starts the workflow of security tests.", PublishedParameters.SecurityWorkflow) with { Failures = s_failures },
        Post(V1, "security/monitor/", Permissions.WorkflowRun, MonitorSecurityAsync, ApiTags.Orchestration, "Triggers the tasks that watch over security.", PublishedParameters.SecurityMonitor) with { Failures = s_failures },
        Post(V1, "network/monitor/", Permissions.WorkflowRun, MonitorNetworkAsync, ApiTags.Orchestration, "Triggers the tasks that watch over the network.", PublishedParameters.NetworkMonitor) with { Failures = s_failures },
    ];

    private static async Task<Ok<PublishedWorkflows>> ListAsync(IGrainFactory grains, IWorkflowDefinitions definitions, TimeProvider time, CancellationToken cancellationToken)
    {
        var workflows = new Dictionary<string, PublishedWorkflow>();
        foreach (var name in WorkflowNames.All)
        {
            if (await grains.Workflow(name).FindAsync(null, cancellationToken: cancellationToken) is { } version)
            {
                workflows[name] = PublishedWorkflow.Of(ApiJson.Element(definitions.Describe(version.Source))!.Value);
            }
        }

        return TypedResults.Ok(new PublishedWorkflows(workflows, workflows.Count, time.GetUtcNow()));
    }

    private static async Task<Ok<WorkflowStarted>> ExecuteAsync(HttpContext context, IGrainFactory grains, WorkflowStarter starter, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var name = parameters.Required("workflow_name");
        var data = parameters.Object("initial_data");
        parameters.ThrowIfWrong();
        var inputs = data is { } given ? JsonObject.Create(given)! : [];
        return TypedResults.Ok(await StartAsync(await MeantAsync(name, inputs, grains, cancellationToken), inputs, context, starter, time, cancellationToken));
    }

    private static async Task<Ok<WorkflowRunResponse>> GetRunAsync(Guid runId, HttpContext context, IGrainFactory grains, CancellationToken cancellationToken) =>
        TypedResults.Ok((await VisibleRuns.FindAsync(runId, context, grains, cancellationToken)).ToResponse());

    private static async Task<Ok<TaskList>> ListTasksAsync(IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var workflows = (await grains.Workflows().ListAsync(cancellationToken)).Select(workflow => workflow.Name).ToHashSet(StringComparer.Ordinal);
        var tasks = PublishedTasks.Declared.Where(task => workflows.Contains(PublishedTasks.WorkflowOf(task))).ToList();
        return TypedResults.Ok(new TaskList(tasks, tasks.Count, time.GetUtcNow()));
    }

    private static async Task<Ok<TaskTriggered>> TriggerAsync(HttpContext context, WorkflowStarter starter, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var task = parameters.Required("task_name");
        var arguments = parameters.Words("args");
        var inputs = parameters.Object("kwargs") is { } given ? JsonObject.Create(given)! : [];
        var takesProject = task == PublishedTasks.StartProject;
        parameters.Errors
            .When(task.Length > 0 && !PublishedTasks.Declared.Contains(task), "task_name", $"must be one of {string.Join(", ", PublishedTasks.Declared)}")
            .When(arguments.Count > (takesProject ? 1 : 0), "args", takesProject ? "must be the project's id alone" : "must be empty: name what the task takes in kwargs")
            .When(parameters.Text("countdown") is not (null or "0"), "countdown", "must be 0: a workflow with a schedule begins later");
        var source = parameters.Text("trigger_source");
        parameters.ThrowIfWrong();
        if (arguments is [var project])
        {
            inputs["project_id"] ??= project;
        }

        if (source is not null)
        {
            inputs["trigger_source"] = source;
        }

        var run = await BeginAsync(task, inputs, context, starter, cancellationToken)
            ?? throw new NotFoundException("task_unavailable", $"No workflow does the task {task} here.");
        var now = time.GetUtcNow();
        inputs["triggered_by"] = context.Request.Path.Value;
        inputs["timestamp"] = now;
        return TypedResults.Ok(new TaskTriggered(run, task, "triggered", arguments, JsonSerializer.SerializeToElement(inputs), 0, now));
    }

    private static async Task<Ok<WorkflowStarted>> TriggerSecurityWorkflowAsync(HttpContext context, WorkflowStarter starter, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var inputs = new JsonObject();
        foreach (var name in new[] { "project_id", "test_level", "intensity", "session_id", "trigger_source" })
        {
            var word = parameters.Text(name);
            parameters.Errors.Optional(name, word, LongestWord);
            if (word is not null)
            {
                inputs[name] = word;
            }
        }

        if (parameters.Words("target_ips") is { Count: > 0 } targets)
        {
            inputs["target_ips"] = JsonSerializer.SerializeToNode(targets);
        }

        parameters.ThrowIfWrong();
        return TypedResults.Ok(await StartAsync(SecurityWorkflow, inputs, context, starter, time, cancellationToken));
    }

    private static Task<Ok<TasksTriggered>> MonitorSecurityAsync(HttpContext context, WorkflowStarter starter, TimeProvider time, CancellationToken cancellationToken) =>
        MonitorAsync(PublishedTasks.OfSecurity, "start_security_monitoring", hasRanges: false, context, starter, time, cancellationToken);

    private static Task<Ok<TasksTriggered>> MonitorNetworkAsync(HttpContext context, WorkflowStarter starter, TimeProvider time, CancellationToken cancellationToken) =>
        MonitorAsync(PublishedTasks.OfNetwork, "start_network_monitoring", hasRanges: true, context, starter, time, cancellationToken);

    private static async Task<Ok<TasksTriggered>> MonitorAsync(
        IReadOnlyList<string> tasks, string usualAction, bool hasRanges, HttpContext context, WorkflowStarter starter, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var (action, source, project) = (parameters.Text("action"), parameters.Text("trigger_source"), parameters.Text("project_id"));
        var ranges = hasRanges ? parameters.Words("scan_ranges") : null;
        parameters.Errors
            .Optional("action", action, LongestWord).Optional("trigger_source", source, LongestWord).Optional("project_id", project)
            .When(ranges?.Count > MostArguments, "scan_ranges", $"must be at most {MostArguments}");
        parameters.ThrowIfWrong();

        var (triggered, unavailable) = (new List<TriggeredTask>(), new List<string>());
        foreach (var task in tasks)
        {
            var inputs = new JsonObject { ["action"] = action ?? usualAction };
            Add(inputs, "trigger_source", source);
            Add(inputs, "project_id", project);
            if (ranges is { Count: > 0 })
            {
                inputs["scan_ranges"] = JsonSerializer.SerializeToNode(ranges);
            }

            if (await BeginAsync(task, inputs, context, starter, cancellationToken) is { } run)
            {
                triggered.Add(new TriggeredTask(run, task));
            }
            else
            {
                unavailable.Add(task);
            }
        }

        return triggered.Count > 0
            ? TypedResults.Ok(new TasksTriggered("triggered", action ?? usualAction, triggered, unavailable, ranges, time.GetUtcNow()))
            : throw new NotFoundException("task_unavailable", $"No workflow does the tasks {string.Join(" and ", tasks)} here.");
    }

    /// <summary>The built-in workflow that the action of the data names, or else the one that was asked for.</summary>
    private static async Task<string> MeantAsync(string name, JsonObject data, IGrainFactory grains, CancellationToken cancellationToken) =>
        data["action"] is JsonValue action && action.TryGetValue<string>(out var word) && WorkflowRules.IsName(word)
            && await grains.Workflow(word).FindAsync(null, cancellationToken: cancellationToken) is { BuiltIn: true }
            ? word
            : name;

    private static async Task<WorkflowStarted> StartAsync(
        string workflow, JsonObject inputs, HttpContext context, WorkflowStarter starter, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            var (run, _) = await starter.StartAsync(Wish(workflow, inputs), TimeSpan.Zero, context, cancellationToken);
            return new WorkflowStarted(run.RunId, run.RunId, run.WorkflowName, "started", JsonSerializer.SerializeToElement(inputs), time.GetUtcNow());
        }
        catch (NotFoundException unknown) when (unknown.Code == "workflow_not_found")
        {
            // The former hub called it a bad request.
            throw new ValidationException(unknown.Code, unknown.Message);
        }
    }

    /// <summary>The run that does a task, or null when no workflow does it.</summary>
    private static async Task<Guid?> BeginAsync(string task, JsonObject inputs, HttpContext context, WorkflowStarter starter, CancellationToken cancellationToken)
    {
        try
        {
            var (run, _) = await starter.StartAsync(Wish(PublishedTasks.WorkflowOf(task), inputs), TimeSpan.Zero, context, cancellationToken);
            return run.RunId;
        }
        catch (NotFoundException unknown) when (unknown.Code == "workflow_not_found")
        {
            return null;
        }
    }

    // Only what tells where it came from: inputs may be secret, and what starts a run is shown with its history.
    private static WorkflowStartRequest Wish(string workflow, JsonObject inputs) => new()
    {
        WorkflowName = workflow,
        InputsJson = inputs.ToJsonString(),
        IgnoreUnknownInputs = true,
        Trigger = Trigger,
        TriggerJson = new JsonObject(s_remembered
            .Where(name => inputs[name] is JsonValue value && value.TryGetValue<string>(out var word) && word.Length <= LongestWord)
            .Select(name => KeyValuePair.Create(name, inputs[name]?.DeepClone()))).ToJsonString(),
        RequestedBy = "",
    };

    private static void Add(JsonObject inputs, string name, string? value)
    {
        if (value is not null)
        {
            inputs[name] = value;
        }
    }
}
