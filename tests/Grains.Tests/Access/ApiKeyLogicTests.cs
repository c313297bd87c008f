using System.Collections.Immutable;
using Nms.Access;
using static Nms.Grains.Tests.Access.AccessSamples;

namespace Nms.Grains.Tests.Access;

public sealed class ApiKeyLogicTests
{
    [Fact]
    public void A_key_for_somebody_else_takes_one_who_manages_users()
    {
        var by = Principal(Grant(["project.read", "key.manage"]));

        Assert.Throws<ForbiddenException>(() => ApiKeyLogic.Create(new ApiKeysState(), Staffed, Key(1, owner: 2, "project.read"), by, Now));
        Assert.Single(ApiKeyLogic.Create(new ApiKeysState(), Staffed, Key(1, owner: 2, "project.read"), Administrator, Now).Keys);
    }

    [Fact]
    public void A_key_in_the_name_of_a_stronger_user_grants_no_more_than_its_maker_has()
    {
        var by = Principal(Grant(["user.manage", "project.read"]));

        Assert.Throws<ForbiddenException>(() => ApiKeyLogic.Create(new ApiKeysState(), Staffed, Key(1, owner: 1, "platform.manage"), by, Now));
    }

    [Fact]
    public void A_name_is_taken_among_the_keys_of_one_owner_and_expired_keys_make_room()
    {
        var state = ApiKeyLogic.Create(new ApiKeysState(), Staffed, Key(1, 2, "project.read"), Administrator, Now);

        var again = Key(2, 2, "project.read") with { Name = "KEY 1" };

        Assert.Equal("api_key_exists", Assert.Throws<ConflictException>(() => ApiKeyLogic.Create(state, Staffed, again, Administrator, Now)).Code);
        Assert.Equal([Id(2)], ApiKeyLogic.Create(state, Staffed, again, Administrator, Now.AddDays(1)).Keys.Select(key => key.Id));
    }

    [Fact]
    public void There_is_an_end_to_the_keys_of_one_user()
    {
        var state = new ApiKeysState { Keys = [.. Enumerable.Range(1, ApiKeyLogic.MostKeysOfOne).Select(number => Key(number, 2, "project.read"))] };

        Assert.Equal("directory_full", Assert.Throws<ConflictException>(() => ApiKeyLogic.Create(state, Staffed, Key(999, 2, "project.read"), Administrator, Now)).Code);
    }

    [Fact]
    public void The_keys_of_a_user_go_with_him()
    {
        var state = new ApiKeysState { Version = 3, Keys = [Key(1, 1), Key(2, 2), Key(3, 2)] };

        var next = ApiKeyLogic.DeleteOfUser(state, Id(2))!;

        Assert.Equal((4, Id(1)), (next.Version, Assert.Single(next.Keys).Id));
        Assert.Null(ApiKeyLogic.DeleteOfUser(next, Id(2)));
    }

    [Fact]
    public void Of_two_uses_the_later_counts_and_keys_that_are_gone_are_forgotten()
    {
        var state = new ApiKeysState { Keys = [Key(1, 1), Key(2, 1)] };
        var known = Uses((1, Now), (3, Now));

        var merged = ApiKeyLogic.Merge(known, Uses((1, Now.AddMinutes(-1)), (2, Now.AddMinutes(1))), state);

        Assert.Equal(Uses((1, Now), (2, Now.AddMinutes(1))), merged);
    }

    private static ImmutableDictionary<Guid, DateTimeOffset> Uses(params (int Key, DateTimeOffset At)[] uses) =>
        uses.ToImmutableDictionary(use => Id(use.Key), use => use.At);
}
