using Nms.Access;
using Nms.Projects;

namespace Nms.Workflows.Steps;

/// <summary>Judges, at each attempt, whether the principal in whose name it acts may do so: by the rules of the HTTP interface.</summary>
internal sealed class StepAuthority(IWorkflowPrincipals principals)
{
    /// <summary>For a thing of a project.</summary>
    /// <exception cref="NotFoundException">project_not_found: he may not see it, or there is none.</exception>
    /// <exception cref="ForbiddenException">principal_gone, forbidden.</exception>
    public async Task<Principal> DemandAsync(StepAttempt attempt, Guid projectId, string permission, CancellationToken cancellationToken)
    {
        var principal = await FindAsync(attempt, cancellationToken);
        return !principal.Allows(Permissions.ProjectRead, projectId) ? throw ProjectFailures.NotFound(projectId)
            : !principal.Allows(permission, projectId) ? throw Forbidden(permission, $" in project {projectId:D}")
            : principal;
    }

    /// <summary>For what belongs to no project: granted without a limit to projects.</summary>
    /// <exception cref="ForbiddenException">principal_gone, forbidden.</exception>
    public async Task<Principal> DemandEverywhereAsync(StepAttempt attempt, string permission, CancellationToken cancellationToken)
    {
        var principal = await FindAsync(attempt, cancellationToken);
        return principal.Allows(permission) ? principal : throw Forbidden(permission, "");
    }

    /// <summary>For what a grant in any project suffices for.</summary>
    /// <exception cref="ForbiddenException">principal_gone, forbidden.</exception>
    public async Task<Principal> DemandSomewhereAsync(StepAttempt attempt, string permission, CancellationToken cancellationToken)
    {
        var principal = await FindAsync(attempt, cancellationToken);
        return principal.AllowsSomewhere(permission) ? principal : throw Forbidden(permission, "");
    }

    private async Task<Principal> FindAsync(StepAttempt attempt, CancellationToken cancellationToken) =>
        await principals.FindAsync(attempt.RequestedBy, cancellationToken)
        ?? throw new ForbiddenException("principal_gone", $"{attempt.RequestedBy}, in whose name this acts, is let in no more, or is of another authority that cannot be asked now.");

    private static ForbiddenException Forbidden(string permission, string where) => new("forbidden", $"This needs the permission {permission}{where}.");
}
