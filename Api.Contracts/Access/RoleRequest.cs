namespace Nms.Contracts.Access;

/// <summary>A custom role.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens, at most 32; only for a new one.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Permissions">What it allows.</param>
public sealed record RoleRequest(string? Name = null, string? Description = null, IReadOnlyList<string>? Permissions = null);
