using Nms.Access;

namespace Nms.Workflows.Steps;

/// <summary>Opens a project and starts all its nodes.</summary>
internal sealed class ProjectStartStep(IGrainFactory grains, StepAuthority authority, NodesStarter starter) : StepKind(
    "project.start",
    "Opens a project when it is closed, and starts all its nodes as nodes.start does.",
    StepSchema.Takes([StepSchema.Project, .. NodesStarter.Takes]),
    StepSchema.Gives([.. NodesStarter.Gives]))
{
    public override bool Waits => true;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Permissions.NodeStart, cancellationToken);
        if ((await grains.Project(projectId).GetAsync(cancellationToken)).Status != Projects.ProjectStatus.Opened)
        {
            await authority.DemandAsync(attempt, projectId, Permissions.ProjectOpen, cancellationToken);
            await grains.ProjectCommands(projectId).OpenAsync(cancellationToken);
        }

        return await starter.StartAsync(attempt, inputs, await grains.TopologyAsync(projectId, cancellationToken), cancellationToken);
    }
}
