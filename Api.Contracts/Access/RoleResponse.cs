namespace Nms.Contracts.Access;

/// <summary>A role.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Permissions">What it allows.</param>
/// <param name="BuiltIn">True for one that comes with the program and never changes.</param>
public sealed record RoleResponse(string Name, string Description, IReadOnlyList<string> Permissions, bool BuiltIn);
