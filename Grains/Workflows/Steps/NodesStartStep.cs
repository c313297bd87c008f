namespace Nms.Workflows.Steps;

/// <summary>Starts nodes of an open project, wave by wave.</summary>
internal sealed class NodesStartStep(IGrainFactory grains, StepAuthority authority, NodesStarter starter) : StepKind(
    "nodes.start",
    "Starts nodes of an open project in waves and waits until each is up; what is up already is left alone.",
    StepSchema.Takes([StepSchema.Project, StepSchema.Texts("nodes", "The nodes by id or name; without it and waves, all.", 2_000).Optional(), .. NodesStarter.Takes]),
    StepSchema.Gives([.. NodesStarter.Gives]))
{
    public override bool Waits => true;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await authority.DemandAsync(attempt, projectId, Access.Permissions.NodeStart, cancellationToken);
        return await starter.StartAsync(attempt, inputs, await grains.TopologyAsync(projectId, cancellationToken), cancellationToken);
    }
}
