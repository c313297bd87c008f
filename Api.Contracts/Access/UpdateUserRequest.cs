namespace Nms.Contracts.Access;

/// <summary>Changes a user; what is absent stays.</summary>
/// <param name="DisplayName">What to show instead of the name.</param>
/// <param name="Enabled">false ends his sessions and his keys.</param>
/// <param name="Roles">What he may do, replacing all before.</param>
public sealed record UpdateUserRequest(string? DisplayName = null, bool? Enabled = null, IReadOnlyList<RoleBindingBody>? Roles = null);
