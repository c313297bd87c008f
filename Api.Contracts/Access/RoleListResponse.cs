namespace Nms.Contracts.Access;

/// <summary>One page of roles.</summary>
/// <param name="Roles">The built-in ones first, then by name.</param>
public sealed record RoleListResponse(IReadOnlyList<RoleResponse> Roles) : Page;
