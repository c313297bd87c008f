using Nms.Access;
using Nms.Topology;

namespace Nms.Workflows.Steps;

/// <summary>Suspends a link, or lets it pass again.</summary>
internal sealed class LinkSuspendStep : StepKind
{
    private readonly IGrainFactory _grains;
    private readonly StepAuthority _authority;
    private readonly bool _suspends;

    private LinkSuspendStep(string name, string description, bool suspends, IServiceProvider services)
        : base(
            name,
            description,
            StepSchema.Takes(StepSchema.Project, StepSchema.Link),
            StepSchema.Gives(
                StepSchema.Project, StepSchema.Link, StepSchema.Flag("suspended", "Whether it is suspended now."),
                StepSchema.Flag("suspended_before", "Whether it was before the step."), StepSchema.Flag("changed", "Whether that is another than before.")))
    {
        (_grains, _authority, _) = services.ForSteps();
        _suspends = suspends;
    }

    public static LinkSuspendStep Suspend(IServiceProvider services) => new("link.suspend", "Suspends a link: nothing passes it.", suspends: true, services);

    public static LinkSuspendStep Resume(IServiceProvider services) => new("link.resume", "Lets a suspended link pass again.", suspends: false, services);

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var (projectId, linkId) = (inputs.Id("project_id"), inputs.Id("link_id"));
        await _authority.DemandAsync(attempt, projectId, Permissions.LinkManage, cancellationToken);
        var link = (await _grains.TopologyAsync(projectId, cancellationToken)).Link(linkId);

        // An attempt before this one may have done it; what was before it counts.
        var before = attempt.Checkpoint?.TryGetProperty("suspended_before", out var known) == true ? known.GetBoolean() : link.Suspended;
        await attempt.BeatAsync(null, ToJson(new { SuspendedBefore = before }));
        var now = await _grains.ProjectCommands(projectId).UpdateLinkAsync(linkId, new LinkChanges(Suspended: _suspends), cancellationToken);
        return now.Suspended == _suspends
            ? new { projectId, linkId, now.Suspended, SuspendedBefore = before, Changed = before != now.Suspended }
            : throw new ConflictException("link_not_changed", $"GNS3 took {Name} and shows the link as it was.") { IsTransient = true };
    }
}
