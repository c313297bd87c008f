using Nms.Access;

namespace Nms.Api.Access;

/// <summary>Who may do what, and how a refusal is told. Pure.</summary>
internal static class AuthorizationRules
{
    /// <summary>Why a caller may not call a route, or null when he may.</summary>
    /// <param name="caller">Who asks.</param>
    /// <param name="required">What the route asks for.</param>
    /// <param name="projectId">The project that the address names; null when it names none.</param>
    public static NmsException? Refusal(Principal caller, RequiredPermission required, Guid? projectId)
    {
        if (projectId is { } id && !caller.Allows(Permissions.ProjectRead, id))
        {
            return NoSuchProject(id);
        }

        var allowed = required.Everywhere ? caller.Allows(required.Permission)
            : projectId is { } project ? caller.Allows(required.Permission, project)
            : caller.AllowsSomewhere(required.Permission);
        return allowed ? null : Forbidden(required.Permission, required.Everywhere ? null : projectId);
    }

    /// <summary>For calls that name their project in the query, the body or a frame.</summary>
    /// <exception cref="NotFoundException">The caller may not see the project, or there is none: he cannot tell which.</exception>
    /// <exception cref="ForbiddenException">He sees it and may not do this in it.</exception>
    public static void Demand(this Principal caller, string permission, Guid projectId)
    {
        if (Refusal(caller, new RequiredPermission(permission, Everywhere: false), projectId) is { } refusal)
        {
            throw refusal;
        }
    }

    /// <summary>For what a route does only when it is asked to.</summary>
    /// <exception cref="ForbiddenException">The permission is not granted everywhere.</exception>
    public static void DemandEverywhere(this Principal caller, string permission)
    {
        if (!caller.Allows(permission))
        {
            throw Forbidden(permission, null);
        }
    }

    // Word for word what a project that does not exist is answered with.
    private static NotFoundException NoSuchProject(Guid id) => new("project_not_found", $"There is no project {id:D}.");

    private static ForbiddenException Forbidden(string permission, Guid? projectId) => new(
        "forbidden", projectId is { } id ? $"This needs the permission {permission} in project {id:D}." : $"This needs the permission {permission}.");
}
