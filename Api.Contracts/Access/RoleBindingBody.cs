namespace Nms.Contracts.Access;

/// <summary>A role, everywhere or in some projects.</summary>
/// <param name="Role">Name of the role.</param>
/// <param name="Projects">The projects it is limited to; null or absent for no limit.</param>
public sealed record RoleBindingBody(string? Role = null, IReadOnlyList<Guid>? Projects = null);
