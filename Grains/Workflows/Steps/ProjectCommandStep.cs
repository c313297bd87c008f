using Nms.Access;
using Nms.Projects;

namespace Nms.Workflows.Steps;

/// <summary>Opens or closes a project.</summary>
internal sealed class ProjectCommandStep : StepKind
{
    private readonly IGrainFactory _grains;
    private readonly StepAuthority _authority;
    private readonly StepPatience _patience;
    private readonly bool _opens;

    private ProjectCommandStep(string name, string description, bool opens, IServiceProvider services)
        : base(
            name,
            description,
            StepSchema.Takes(StepSchema.Project),
            StepSchema.Gives(
                StepSchema.Project, StepSchema.Text("name", "Its name."), StepSchema.Text("old_status", "opened, closed or unknown."),
                StepSchema.Text("status", "The same, now."), StepSchema.Count("node_count", "Its nodes."), StepSchema.Flag("changed", "Whether the status is another one than before.")))
    {
        (_grains, _authority, _patience) = services.ForSteps();
        _opens = opens;
    }

    public static ProjectCommandStep Open(IServiceProvider services) => new("project.open", "Opens a project; an opened one is left alone.", opens: true, services);

    public static ProjectCommandStep Close(IServiceProvider services) => new("project.close", "Closes a project, which stops its nodes; a closed one is left alone.", opens: false, services);

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var projectId = inputs.Id("project_id");
        await _authority.DemandAsync(attempt, projectId, _opens ? Permissions.ProjectOpen : Permissions.ProjectClose, cancellationToken);
        var before = await _grains.Project(projectId).GetAsync(cancellationToken);
        var commands = _grains.ProjectCommands(projectId);
        var now = await _patience.BeatWhileAsync(attempt, _opens ? commands.OpenAsync(cancellationToken) : commands.CloseAsync(cancellationToken), cancellationToken);
        return now.Status == (_opens ? ProjectStatus.Opened : ProjectStatus.Closed)
            ? new { projectId, now.Name, OldStatus = Text(before.Status), Status = Text(now.Status), now.NodeCount, Changed = before.Status != now.Status }
            : throw new ConflictException("project_status_not_reached", $"Project {now.Name} was told {Name} and is {Text(now.Status)}.") { IsTransient = true };
    }

    private static string Text(ProjectStatus status) => status switch { ProjectStatus.Opened => "opened", ProjectStatus.Closed => "closed", _ => "unknown" };
}
