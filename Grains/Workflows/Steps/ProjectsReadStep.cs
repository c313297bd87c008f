using Nms.Access;
using Nms.Projects;

namespace Nms.Workflows.Steps;

/// <summary>Reads which projects there are.</summary>
internal sealed class ProjectsReadStep(IGrainFactory grains, StepAuthority authority) : StepKind(
    "projects.read",
    "Reads the projects that may be seen by whoever began the run, and whether they are open.",
    StepSchema.Takes(),
    StepSchema.Gives(
        StepSchema.Count("project_count", "Projects there are."), StepSchema.Count("open_count", "Of these, the open ones."),
        StepSchema.List(
            "projects", "The projects, 500 at most.",
            StepSchema.Id("project_id", "The project."), StepSchema.Text("name", "Its name."), StepSchema.Text("server", "Its GNS3 server."), StepSchema.Text("status", "opened or closed."))))
{
    private const int MostTold = 500;

    protected override async Task<object> RunAsync(StepAttempt attempt, StepInputs inputs, CancellationToken cancellationToken)
    {
        var principal = await authority.DemandSomewhereAsync(attempt, Permissions.ProjectRead, cancellationToken);
        var projects = (await grains.Projects().ListAsync(cancellationToken)).Where(project => principal.Allows(Permissions.ProjectRead, project.ProjectId)).ToList();
        return new
        {
            ProjectCount = projects.Count,
            OpenCount = projects.Count(project => project.Status == ProjectStatus.Opened),
            Projects = projects.Take(MostTold).Select(project => new { project.ProjectId, project.Name, project.Server, Status = project.Status == ProjectStatus.Opened ? "opened" : "closed" }),
        };
    }
}
