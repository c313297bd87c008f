using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Users and custom roles.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.AccessState")]
internal sealed record AccessState
{
    [Id(0)] public long Version { get; init; }

    [Id(1)] public ImmutableArray<UserRecord> Users { get; init; } = [];

    [Id(2)] public ImmutableArray<Role> Roles { get; init; } = [];
}

/// <summary>A user with the hash of his password.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.UserRecord")]
internal sealed record UserRecord(
    [property: Id(0)] UserSnapshot User,
    [property: Id(1)] string? PasswordHash)
{
    public override string ToString() => $"record of user {User.Name}";
}
