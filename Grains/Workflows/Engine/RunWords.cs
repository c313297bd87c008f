namespace Nms.Workflows.Engine;

/// <summary>Statuses as the API, events and expressions write them.</summary>
internal static class RunWords
{
    public static string Of(WorkflowStepStatus status) => status switch
    {
        WorkflowStepStatus.Pending => "pending",
        WorkflowStepStatus.Running => "running",
        WorkflowStepStatus.Waiting => "waiting",
        WorkflowStepStatus.Completed => "completed",
        WorkflowStepStatus.Failed => "failed",
        WorkflowStepStatus.Skipped => "skipped",
        WorkflowStepStatus.Cancelled => "cancelled",
        _ => "compensated",
    };

    public static string Of(WorkflowRunStatus status) => status switch
    {
        WorkflowRunStatus.Running => "running",
        WorkflowRunStatus.Waiting => "waiting",
        WorkflowRunStatus.Paused => "paused",
        WorkflowRunStatus.Compensating => "compensating",
        WorkflowRunStatus.Completed => "completed",
        WorkflowRunStatus.Failed => "failed",
        WorkflowRunStatus.Cancelled => "cancelled",
        _ => "unknown",
    };
}
