using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

public sealed class AuthorizationRulesTests
{
    private static readonly Guid s_mine = new("00000000-0000-4000-8000-000000000001");
    private static readonly Guid s_other = new("00000000-0000-4000-8000-000000000002");

    // Of one grant: its permissions, limited to the caller's project or not; what is asked, of which project; the answer.
    [Theory]
    [InlineData("project.read", true, "project.read", true, null)]
    [InlineData("project.read", true, "project.read", false, "project_not_found")]
    [InlineData("project.read", false, "project.read", false, null)]
    [InlineData("project.read", true, "node.start", true, "forbidden")]
    [InlineData("project.read node.start", true, "node.start", true, null)]
    [InlineData("project.read node.start", true, "node.start", false, "project_not_found")]
    [InlineData("node.start", false, "node.start", true, "project_not_found")]
    [InlineData("project.read project.create", true, "project.create", true, "forbidden")]
    [InlineData("project.read project.create", false, "project.create", true, null)]
    [InlineData("", false, "project.read", true, "project_not_found")]
    public void A_route_of_a_project(string granted, bool limited, string asked, bool ofMine, string? code) =>
        Assert.Equal(code, Refusal(granted, limited, asked, ofMine ? s_mine : s_other)?.Code);

    [Theory]
    [InlineData("project.read", true, "project.read", null)]
    [InlineData("project.read", false, "project.read", null)]
    [InlineData("project.read", false, "node.start", "forbidden")]
    [InlineData("user.manage", true, "user.manage", "forbidden")]
    [InlineData("user.manage", false, "user.manage", null)]
    [InlineData("server.refresh", true, "server.refresh", "forbidden")]
    [InlineData("", false, "status.read", "forbidden")]
    public void A_route_of_no_project(string granted, bool limited, string asked, string? code) =>
        Assert.Equal(code, Refusal(granted, limited, asked, projectId: null)?.Code);

    [Fact]
    public void Grants_add_up_but_do_not_mix_their_projects()
    {
        Principal caller = new("user:x", "x", PrincipalKind.User,
        [
            new Grant([Permissions.ProjectRead], Projects: null),
            new Grant([Permissions.ProjectRead, Permissions.NodeStart], [s_mine]),
        ]);

        Assert.Null(AuthorizationRules.Refusal(caller, Required("node.start"), s_mine));
        Assert.Equal("forbidden", AuthorizationRules.Refusal(caller, Required("node.start"), s_other)?.Code);
        Assert.True(VisibleProjects.To(caller).AreAll);
    }

    [Fact]
    public void A_refusal_names_the_permission()
    {
        var refusal = Refusal("project.read", true, "node.start", s_mine);

        Assert.Contains("node.start", refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_grant_of_no_project_shows_no_project()
    {
        Principal caller = new("user:x", "x", PrincipalKind.User, [new Grant([.. Permissions.All], [])]);

        Assert.False(VisibleProjects.To(caller).AreAll);
        Assert.False(VisibleProjects.To(caller).Contains(s_mine));
        Assert.False(VisibleEvents.To(caller).AreAll);
    }

    private static NmsException? Refusal(string granted, bool limited, string asked, Guid? projectId)
    {
        var grant = new Grant([.. granted.Split(' ', StringSplitOptions.RemoveEmptyEntries)], limited ? [s_mine] : null);
        return AuthorizationRules.Refusal(new Principal("user:x", "x", PrincipalKind.User, [grant]), Required(asked), projectId);
    }

    private static RequiredPermission Required(string permission) => new(permission, !Permissions.OfProjects.Contains(permission));
}
