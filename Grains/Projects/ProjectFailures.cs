namespace Nms.Projects;

/// <summary>What is answered when a project cannot be had or is in the wrong state.</summary>
internal static class ProjectFailures
{
    public static NotFoundException NotFound(Guid projectId) =>
        new("project_not_found", $"There is no project {projectId:D}.");

    public static ConflictException Closed(ProjectSnapshot project) =>
        new("project_closed", $"Project {project.Name} is closed; open it first.");
}
