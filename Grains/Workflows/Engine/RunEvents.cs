using Nms.Events;

namespace Nms.Workflows.Engine;

/// <summary>The events of runs. What steps were given and gave is not in them.</summary>
internal static class RunEvents
{
    public const string Source = "workflow";

    public static EventDraft Draft(string type, RunState run, string? step, WorkflowError? error) => new(type, run.ProjectId ?? Guid.Empty, null, EventData.Write(json =>
    {
        json.WriteString("run_id", run.RunId);
        json.WriteString("workflow_name", run.Workflow);
        json.WriteNumber("version", run.Version);
        if (run.ProjectId is { } project)
        {
            json.WriteString("project_id", project);
        }

        if (step is not null)
        {
            json.WriteString("step", step);
        }

        if (error is not null)
        {
            json.WriteString("error_code", error.Code);
            json.WriteString("error", WorkflowMask.Text(error.Message));
        }
    }), Source);
}
