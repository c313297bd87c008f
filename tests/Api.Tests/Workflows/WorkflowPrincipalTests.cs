using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Workflows;

/// <summary>In whose name workflows act, from the copy of the access directory.</summary>
public sealed class WorkflowPrincipalTests
{
    private static readonly DateTimeOffset s_now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private static readonly Guid s_user = new(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static readonly Guid s_key = new(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    [Fact]
    public void Users_and_keys_are_found_by_the_ids_of_their_principals()
    {
        var copy = Copy(enabled: true);

        Assert.True(copy.FindPrincipal(PrincipalIds.OfUser(s_user), s_now)?.Allows(Permissions.NodeStart));
        Assert.True(copy.FindPrincipal(PrincipalIds.OfKey(s_key), s_now)?.Allows(Permissions.NodeStart));
        Assert.False(copy.FindPrincipal(PrincipalIds.OfKey(s_key), s_now)?.Allows(Permissions.NodeStop));
    }

    [Fact]
    public void Who_is_let_in_no_more_is_not_found()
    {
        Assert.Null(Copy(enabled: false).FindPrincipal(PrincipalIds.OfUser(s_user), s_now));
        Assert.Null(Copy(enabled: false).FindPrincipal(PrincipalIds.OfKey(s_key), s_now));
        Assert.Null(Copy(enabled: true).FindPrincipal(PrincipalIds.OfKey(s_key), s_now.AddDays(2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("system")]
    [InlineData("user:nobody")]
    [InlineData("oidc:https://issuer|4711")]
    [InlineData("user:00000009-0000-0000-0000-000000000000")]
    public void Others_are_not_found(string id) => Assert.Null(Copy(enabled: true).FindPrincipal(id, s_now));

    private static AccessCopy Copy(bool enabled) => AccessCopy.Empty.With(
        new AccessChanges(
            default,
            [new UserSnapshot { Id = s_user, Name = "ann", Enabled = enabled, Roles = [new RoleBinding("operator", null)] }],
            BuiltInRoles.All,
            [new ApiKeySnapshot { Id = s_key, Name = "ci", OwnerId = s_user, SecretHash = "", Scope = new Grant([Permissions.NodeStart], null), ExpiresAt = s_now.AddDays(1) }]),
        tokens: null);
}
