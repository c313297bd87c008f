using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>The projects a caller may see.</summary>
internal sealed class VisibleProjects
{
    private readonly ImmutableHashSet<Guid>? _projects;

    private VisibleProjects(ImmutableHashSet<Guid>? projects) => _projects = projects;

    /// <summary>True when no project is hidden from him.</summary>
    public bool AreAll => _projects is null;

    public static VisibleProjects To(Principal caller) => new(caller.ProjectsWith(Permissions.ProjectRead));

    public bool Contains(Guid projectId) => _projects is null || _projects.Contains(projectId);
}
