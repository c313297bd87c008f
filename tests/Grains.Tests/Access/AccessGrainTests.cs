using Nms.Access;
using Nms.Testing;
using static Nms.Grains.Tests.Access.AccessSamples;

namespace Nms.Grains.Tests.Access;

/// <summary>What silos share of signing in.</summary>
public sealed class AccessGrainTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_silo_sees_the_one_directory_and_only_what_changed()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var first = await Task.WhenAll(Enumerable.Range(0, 8).Select(number =>
            cluster.Grains.AccessDirectory().EnsureAdministratorAsync(new FirstAdministrator($"admin{number}", "hash", true, false), Cancelled)));
        var before = await cluster.Grains.AccessDirectory().GetChangesAsync(default, Cancelled);

        var user = await cluster.Grains.AccessDirectory().CreateUserAsync(new UserDraft("olga", null, "hash", [Binding("viewer", One)]), Administrator, Cancelled);
        await cluster.Grains.AccessDirectory().CreateKeyAsync(Key(1, 0, "project.read") with { OwnerId = user.Id, ExpiresAt = DateTimeOffset.MaxValue }, Administrator, Cancelled);
        var after = await cluster.Grains.AccessDirectory().GetChangesAsync(before.Version, Cancelled);
        var nothing = await cluster.Grains.AccessDirectory().GetChangesAsync(after.Version, Cancelled);

        Assert.Single(first, created => created);
        Assert.Equal(4, before.Roles!.Value.Length);
        Assert.Equal([One], after.Users!.Value.Single(known => known.Id == user.Id).Roles.Single().Projects!);
        Assert.Equal(["project.read"], Assert.Single(after.Keys!.Value).Scope.Permissions);
        Assert.Equal((null, null, null), (nothing.Users, nothing.Roles, nothing.Keys));
    }

    [Fact]
    public async Task What_was_granted_outlives_the_silo_that_granted_it()
    {
        await using var before = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());
        await before.Grains.AccessDirectory().CreateUserAsync(new UserDraft("olga", "Olga", "hash", [Binding("viewer")]), Administrator, Cancelled);
        await before.Grains.Sessions(Id(2)).StartAsync(new SessionStart(One, "first", 0, TimeSpan.FromDays(1)), Cancelled);
        await before.Grains.TokenRegistry().AddKeyAsync(new SigningKeyRecord("k", "protected", Now), null, false, Cancelled);

        await using var after = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), before: before);
        var credential = await after.Grains.AccessDirectory().FindCredentialAsync("OLGA", Cancelled);
        var refreshed = await after.Grains.Sessions(Id(2)).RefreshAsync(One, "first", "second", Cancelled);
        var registry = await after.Grains.TokenRegistry().GetChangesAsync(-1, Cancelled);

        Assert.Equal(("Olga", "hash"), (credential!.User.DisplayName, credential.PasswordHash));
        Assert.Equal(RefreshOutcome.Rotated, refreshed.Outcome);
        Assert.Equal("k", Assert.Single(registry!.Keys).Id);
    }

    [Fact]
    public async Task A_refusal_reaches_the_caller_with_its_code_and_its_fields()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var directory = cluster.Grains.AccessDirectory();

        var invalid = await Assert.ThrowsAsync<ValidationException>(() =>
            directory.CreateUserAsync(new UserDraft("olga", null, null, [Binding("nobody")]), Administrator, Cancelled));
        var forbidden = await Assert.ThrowsAsync<ForbiddenException>(() =>
            directory.CreateUserAsync(new UserDraft("olga", null, null, [Binding("administrator")]), Principal(Grant(["user.manage"])), Cancelled));

        Assert.Equal("roles[0].role", Assert.Single(invalid.Details).Key);
        Assert.Equal("exceeds_own_permissions", forbidden.Code);
    }

    [Fact]
    public async Task A_ticket_is_good_once_in_the_whole_cluster()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var holder = new SignedIn { Principal = Administrator, UserId = Id(1), CredentialStamp = 3, SessionId = One };
        await cluster.Grains.Ticket("t").IssueAsync(holder, TimeSpan.FromSeconds(30), Cancelled);

        var redeemed = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => cluster.Grains.Ticket("t").RedeemAsync(Cancelled).AsTask()));

        var once = Assert.Single(redeemed, holder => holder is not null)!;
        Assert.Equal((Id(1), 3, One), (once.UserId!.Value, once.CredentialStamp, once.SessionId!.Value));
    }

    [Fact]
    public async Task Attempts_made_at_the_same_time_are_all_counted()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var attempts = cluster.Grains.SignInAttempts("pair:x@y");

        var admitted = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => attempts.AdmitAsync(5, TimeSpan.FromMinutes(15), Cancelled).AsTask()));

        Assert.Equal(5, admitted.Count(wait => wait is null));
    }
}
