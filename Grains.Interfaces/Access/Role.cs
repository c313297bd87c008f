using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>A named set of permissions.</summary>
/// <param name="Name">Lower-case letters, digits and hyphens.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Permissions">Names of <see cref="Access.Permissions"/>.</param>
/// <param name="BuiltIn">True for a role that comes with the program and never changes.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.Role")]
public sealed record Role(
    [property: Id(0)] string Name,
    [property: Id(1)] string Description,
    [property: Id(2)] ImmutableHashSet<string> Permissions,
    [property: Id(3)] bool BuiltIn);
