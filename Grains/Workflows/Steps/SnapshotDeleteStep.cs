using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Deletes a snapshot.</summary>
internal sealed class SnapshotDeleteStep(IGrainFactory grains, StepAuthority authority) : StepKind(
    "snapshot.delete",
    "Deletes a snapshot.",
    StepSchema.Takes(
        StepSchema.Project, StepSchema.Id("snapshot_id", "The snapshot."), StepSchema.Flag("missing_ok", "Whether one that is not there is no failure.").OrElse(false)),
    StepSchema.Gives(StepSchema.Project, StepSchema.Id("snapshot_id", "The snapshot."), StepSchema.Flag("deleted", "Whether the step deleted it; false when it was not there.")))
{
    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (projectId, snapshotId, missingOk) = (inputs.Id("project_id"), inputs.Id("snapshot_id"), inputs.Flag("missing_ok", false));
        await authority.DemandAsync(attempt, projectId, Permissions.SnapshotManage, cancellationToken);
        try
        {
            await grains.ProjectCommands(projectId).DeleteSnapshotAsync(snapshotId, cancellationToken);
            return new { projectId, snapshotId, Deleted = true };
        }
        catch (NotFoundException missing) when (missing.Code == "snapshot_not_found" && (missingOk || attempt.Repeated || attempt.Attempt > 1))
        {
            // An attempt that ended without a word may have deleted it.
            return new { projectId, snapshotId, Deleted = attempt.Repeated || attempt.Attempt > 1 };
        }
    }
}
