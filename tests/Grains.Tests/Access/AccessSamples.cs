using System.Collections.Immutable;
using Nms.Access;

namespace Nms.Grains.Tests.Access;

/// <summary>People and programs for these tests.</summary>
internal static class AccessSamples
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    public static readonly Guid One = Id(101);
    public static readonly Guid Two = Id(102);

    public static Guid Id(int number) => new(number, 0, 0, new byte[8]);

    public static Principal Administrator { get; } = Principal(new Grant([.. Permissions.All], null));

    public static Principal Principal(params Grant[] grants) => new(PrincipalIds.OfUser(Id(9)), "by", PrincipalKind.User, [.. grants]);

    public static Grant Grant(string[] permissions, params Guid[] projects) => new([.. permissions], projects is [] ? null : [.. projects]);

    public static RoleBinding Binding(string role, params Guid[] projects) => new(role, projects is [] ? null : [.. projects]);

    /// <summary>A state with an administrator (1) and a viewer (2).</summary>
    public static AccessState Staffed { get; } = new()
    {
        Version = 7,
        Users = [User(1, "admin", Binding("administrator")), User(2, "olga", Binding("viewer"))],
    };

    public static UserRecord User(int number, string name, params RoleBinding[] roles) => new(
        new UserSnapshot { Id = Id(number), Name = name, Roles = [.. roles], HasPassword = true, CreatedAt = Now, ChangedAt = Now }, "hash");

    public static ApiKeySnapshot Key(int number, int owner, params string[] permissions) => new()
    {
        Id = Id(number),
        Name = $"key {number}",
        OwnerId = Id(owner),
        SecretHash = "00",
        Scope = new Grant(permissions.ToImmutableHashSet(), null),
        CreatedAt = Now,
        ExpiresAt = Now.AddDays(1),
    };
}
