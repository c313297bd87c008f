using System.Collections.Immutable;
using FsCheck.Xunit;
using Nms.Access;
using static Nms.Grains.Tests.Access.AccessSamples;

namespace Nms.Grains.Tests.Access;

public sealed class GrantLogicTests
{
    private static readonly string[] s_permissions = [.. Permissions.All.Order(StringComparer.Ordinal)];

    [Fact]
    public void A_role_that_does_not_exist_and_an_empty_list_of_projects_grant_nothing()
    {
        var grants = GrantLogic.Resolve([Binding("gone"), new RoleBinding("viewer", [])], BuiltInRoles.All.ToDictionary(role => role.Name));

        Assert.Empty(grants);
    }

    [Fact]
    public void A_scope_keeps_what_both_have()
    {
        var grants = GrantLogic.Narrow(
            [Grant(["node.start", "node.stop"], One, Two), Grant(["event.read"])], Grant(["node.start", "event.read", "user.manage"], Two));

        Assert.Equal(2, grants.Length);
        Assert.Equal(["node.start"], grants[0].Permissions);
        Assert.Equal([Two], grants[0].Projects);
        Assert.Equal(["event.read"], grants[1].Permissions);
        Assert.Equal([Two], grants[1].Projects);
    }

    [Theory]
    [InlineData(true, "node.start", 101)]
    [InlineData(false, "node.start", 102)]
    [InlineData(false, "node.start", 0)]
    [InlineData(false, "node.stop", 101)]
    [InlineData(true, "event.read", 0)]
    [InlineData(true, "event.read", 102)]
    public void Nobody_covers_more_than_he_has(bool covered, string permission, int project)
    {
        var has = Principal(Grant(["node.start"], One), Grant(["event.read"]));

        Assert.Equal(covered, GrantLogic.Covers(has, [project == 0 ? Grant([permission]) : Grant([permission], Id(project))]));
    }

    [Property]
    public bool Whoever_narrows_gains_nothing((byte Permission, byte Project)[] has, (byte Permission, byte Project)[] scope)
    {
        var grants = Of(has);
        var owner = Principal([.. grants]);
        var narrowed = Of(scope).SelectMany(grant => GrantLogic.Narrow([.. grants], grant));

        return GrantLogic.Covers(owner, narrowed);
    }

    [Fact]
    public void The_built_in_roles_hold_only_permissions_that_exist_and_only_the_administrator_manages()
    {
        Assert.All(BuiltInRoles.All, role => Assert.Subset(Permissions.All.ToHashSet(), role.Permissions.ToHashSet()));
        Assert.Equal(["administrator"], BuiltInRoles.All.Where(role => role.Permissions.Contains(Permissions.UserManage)).Select(role => role.Name));
        Assert.Equal(Permissions.All.Order(StringComparer.Ordinal), BuiltInRoles.Administrator.Permissions.Order(StringComparer.Ordinal));
    }

    private static ImmutableArray<Grant> Of((byte Permission, byte Project)[] pairs) =>
    [
        .. (pairs ?? []).Select(pair => new Grant(
            [s_permissions[pair.Permission % s_permissions.Length]], pair.Project % 4 == 0 ? null : [Id(pair.Project % 4)])),
    ];
}
