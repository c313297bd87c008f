using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>What is to change about a user; null leaves it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.UserChanges")]
public sealed record UserChanges
{
    /// <summary>What to show instead of the name.</summary>
    [Id(0)] public string? DisplayName { get; init; }

    /// <summary>Whether he may sign in.</summary>
    [Id(1)] public bool? Enabled { get; init; }

    /// <summary>What he may do, replacing all before.</summary>
    [Id(2)] public ImmutableArray<RoleBinding>? Roles { get; init; }
}
