using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>The parts of the access directory that a copy does not have yet; null stands for unchanged.</summary>
/// <param name="Version">What the copy has afterwards.</param>
/// <param name="Users">All users.</param>
/// <param name="Roles">All roles, the built-in ones too.</param>
/// <param name="Keys">All API keys.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.AccessChanges")]
public sealed record AccessChanges(
    [property: Id(0)] AccessVersion Version,
    [property: Id(1)] ImmutableArray<UserSnapshot>? Users,
    [property: Id(2)] ImmutableArray<Role>? Roles,
    [property: Id(3)] ImmutableArray<ApiKeySnapshot>? Keys);
