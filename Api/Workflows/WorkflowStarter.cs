using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nms.Access;
using Nms.Api.Access;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>Starts runs in the name of callers, about projects in which they may.</summary>
internal sealed class WorkflowStarter(IGrainFactory grains, IWorkflowDefinitions definitions)
{
    private static readonly JsonElement s_none = JsonElement.Parse("{}");

    /// <summary>Starts one, and shows it as it is then.</summary>
    /// <param name="wish">What is to be run; in whose name is set here.</param>
    /// <param name="wait">How long to wait for its end.</param>
    /// <param name="context">Whose request it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(WorkflowRunSnapshot Run, bool Existing)> StartAsync(
        WorkflowStartRequest wish, TimeSpan wait, HttpContext context, CancellationToken cancellationToken)
    {
        var caller = context.Caller();
        var version = await FindAsync(wish.WorkflowName, wish.Version, cancellationToken);
        if (!caller.Allows(Permissions.WorkflowRun))
        {
            DemandProjects(caller, version, JsonElement.Parse(wish.InputsJson));

            // What was judged is what is run.
            wish = wish with { Version = version.Version };
        }

        var start = await grains.Workflow(version.Name).StartAsync(wish with { WorkflowName = version.Name, RequestedBy = caller.Id }, cancellationToken);
        var run = wait > TimeSpan.Zero
            ? await grains.WorkflowRun(start.RunId).WaitAsync(wait, cancellationToken)
            : await grains.WorkflowRun(start.RunId).FindAsync(cancellationToken)
                ?? throw new NotFoundException("workflow_run_not_found", $"Workflow run {start.RunId} is kept no more.");
        context.Audit().On("workflow_run", start.RunId.ToString("D"), run.ProjectId).Changed(
            null, new { Name = run.WorkflowName, run.Version, Inputs = Names(wish.InputsJson), start.Existing });
        return VisibleRuns.To(caller).Contains(run.ProjectId)
            ? (run, start.Existing)
            : throw new ConflictException("run_key_in_use", $"Another run of workflow {run.WorkflowName} with this key is not over.");
    }

    /// <summary>A version, or the newest.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public async Task<WorkflowVersion> FindAsync(string name, int? version, CancellationToken cancellationToken) =>
        (WorkflowRules.IsName(name) ? await grains.Workflow(name).FindAsync(version, cancellationToken: cancellationToken) : null)
            ?? throw new NotFoundException("workflow_not_found", version is { } number ? $"There is no version {number} of a workflow {name}." : $"There is no workflow {name}.");

    /// <summary>An object as the text that grains take.</summary>
    public static string Text(JsonElement? value) => (value is { ValueKind: JsonValueKind.Object } given ? given : s_none).GetRawText();

    private void DemandProjects(Principal caller, WorkflowVersion version, JsonElement inputs)
    {
        var definition = ApiJson.Element(definitions.Describe(version.Source))!.Value;
        foreach (var project in RunProject.Named(definition, inputs).Prepend(RunProject.Of(definition, inputs)))
        {
            caller.Demand(Permissions.WorkflowRun, project ?? throw new ForbiddenException(
                "run_without_project", $"You may run workflows in some projects only, and a run of {version.Name} with these inputs does not say which project it is about."));
        }
    }

    // The values may be secret.
    private static string Names(string inputs) => string.Join(", ", JsonElement.Parse(inputs).EnumerateObject().Select(input => input.Name));
}
