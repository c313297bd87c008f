using Nms.Access;
using static Nms.Grains.Tests.Access.AccessSamples;

namespace Nms.Grains.Tests.Access;

public sealed class UserLogicTests
{
    private static readonly FirstAdministrator s_first = new("admin", "new hash", Generated: true, Reset: false);

    [Fact]
    public void The_first_start_makes_an_administrator_whose_password_nobody_chose()
    {
        var state = UserLogic.EnsureAdministrator(new AccessState(), s_first, Id(1), Now)!;

        var user = Assert.Single(state.Users);
        Assert.Equal("new hash", user.PasswordHash);
        Assert.True(user.User.PasswordGenerated);
        Assert.Equal([new RoleBinding("administrator", null)], user.User.Roles);
    }

    [Fact]
    public void Another_silo_and_another_start_make_no_second_one()
    {
        var state = UserLogic.EnsureAdministrator(new AccessState(), s_first, Id(1), Now)!;

        Assert.Null(UserLogic.EnsureAdministrator(state, s_first with { Name = "root", PasswordHash = "other" }, Id(2), Now));
    }

    [Fact]
    public void A_reset_gives_back_password_role_and_entry_and_ends_sessions()
    {
        var disabled = User(1, "admin", Binding("viewer"));
        var state = Staffed with { Users = [disabled with { User = disabled.User with { Enabled = false } }] };

        var user = UserLogic.EnsureAdministrator(state, s_first with { Generated = false, Reset = true }, Id(3), Now)!.Users.Single();

        Assert.True(user.User.Enabled);
        Assert.Equal("new hash", user.PasswordHash);
        Assert.Equal("administrator", Assert.Single(user.User.Roles).Role);
        Assert.Equal(1, user.User.CredentialStamp);
    }

    [Fact]
    public void Other_roles_end_access_tokens_and_leave_sessions()
    {
        var user = UserLogic.Get(UserLogic.Update(Staffed, Id(2), new UserChanges { Roles = [Binding("operator")] }, Administrator, Now), Id(2)).User;

        Assert.Equal((1, 0), (user.AccessStamp, user.CredentialStamp));
    }

    [Fact]
    public void Being_disabled_ends_both_and_being_enabled_again_neither()
    {
        var disabled = UserLogic.Update(Staffed, Id(2), new UserChanges { Enabled = false }, Administrator, Now);
        var enabled = UserLogic.Update(disabled, Id(2), new UserChanges { Enabled = true }, Administrator, Now);

        Assert.Equal((1, 1), Stamps(disabled));
        Assert.Equal((1, 1), Stamps(enabled));
    }

    [Fact]
    public void Another_password_ends_both_and_was_chosen()
    {
        var state = UserLogic.EnsureAdministrator(new AccessState(), s_first, Id(1), Now)!;

        var next = UserLogic.SetPassword(state, Id(1), "chosen", Administrator, mustChange: true, Now);

        var user = next.Users.Single();
        Assert.Equal((1, 1, false, "chosen"), (user.User.AccessStamp, user.User.CredentialStamp, user.User.PasswordGenerated, user.PasswordHash));
    }

    [Fact]
    public void A_display_name_ends_nothing()
    {
        Assert.Equal((0, 0), Stamps(UserLogic.Update(Staffed, Id(2), new UserChanges { DisplayName = "Olga" }, Administrator, Now)));
    }

    [Fact]
    public void A_stronger_hash_of_the_same_password_ends_nothing_and_comes_not_too_late()
    {
        Assert.Equal((0, 0), Stamps(UserLogic.StrengthenHash(Staffed, Id(2), "hash", "stronger")!));
        Assert.Null(UserLogic.StrengthenHash(Staffed, Id(2), "another by now", "stronger"));
    }

    [Fact]
    public void The_last_administrator_stays_one()
    {
        Assert.Equal("last_administrator", Assert.Throws<ConflictException>(() => UserLogic.Delete(Staffed, Id(1), Administrator)).Code);
        Assert.Throws<ConflictException>(() => UserLogic.Update(Staffed, Id(1), new UserChanges { Enabled = false }, Administrator, Now));
        Assert.Throws<ConflictException>(() => UserLogic.Update(Staffed, Id(1), new UserChanges { Roles = [Binding("administrator", One)] }, Administrator, Now));
    }

    [Fact]
    public void Of_two_administrators_one_may_go()
    {
        var two = Staffed with { Users = Staffed.Users.Add(User(3, "second", Binding("administrator"))) };

        Assert.DoesNotContain(UserLogic.Delete(two, Id(1), Administrator).Users, user => user.User.Id == Id(1));
    }

    [Fact]
    public void Who_may_less_than_a_user_does_not_touch_him()
    {
        var by = Principal(Grant(["user.manage", "project.read"]));

        Assert.Throws<ForbiddenException>(() => UserLogic.SetPassword(Staffed, Id(1), "taken over", by, mustChange: false, Now));
        Assert.Throws<ForbiddenException>(() => UserLogic.Update(Staffed, Id(1), new UserChanges { Enabled = false }, by, Now));
        Assert.Throws<ForbiddenException>(() => UserLogic.Delete(Staffed, Id(1), by));
        Assert.Throws<ForbiddenException>(() => UserLogic.SignOut(Staffed, Id(1), by, Now));
    }

    [Fact]
    public void A_role_that_does_not_exist_is_told_by_its_place()
    {
        var failure = Assert.Throws<ValidationException>(() =>
            UserLogic.Create(Staffed, new UserDraft("x", null, null, [Binding("viewer"), Binding("nobody")]), Id(5), Administrator, Now));

        Assert.Equal(["roles[1].role"], failure.Details.Keys);
    }

    [Fact]
    public void There_is_an_end_to_users()
    {
        var full = Staffed with { Users = [.. Enumerable.Range(1, UserLogic.MostUsers).Select(number => User(number, $"user{number}"))] };

        var failure = Assert.Throws<ConflictException>(() => UserLogic.Create(full, new UserDraft("x", null, null, []), Id(5000), Administrator, Now));

        Assert.Equal("directory_full", failure.Code);
    }

    private static (int Access, int Credential) Stamps(AccessState state)
    {
        var user = UserLogic.Get(state, Id(2)).User;
        return (user.AccessStamp, user.CredentialStamp);
    }
}
