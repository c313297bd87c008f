using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>The equipment a caller may see: that of projects in which it is granted, and what is in none when it is granted everywhere.</summary>
internal sealed class VisibleEquipment
{
    private readonly ImmutableHashSet<Guid>? _projects;

    private VisibleEquipment(ImmutableHashSet<Guid>? projects) => _projects = projects;

    public static VisibleEquipment To(Principal caller) => new(caller.ProjectsWith(Permissions.EquipmentRead));

    /// <summary>Whether equipment of a project is visible; null is outside of labs.</summary>
    public bool Contains(Guid? projectId) => _projects is null || (projectId is { } project && _projects.Contains(project));
}
