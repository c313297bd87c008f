using Nms.Access;
using static Nms.Grains.Tests.Access.AccessSamples;

namespace Nms.Grains.Tests.Access;

public sealed class TokenRegistryLogicTests
{
    [Fact]
    public void Of_two_silos_that_add_a_key_one_does()
    {
        var state = TokenRegistryLogic.AddKey(new TokenRegistryState(), Key("a", 0), newest: null, dropOthers: false)!;

        Assert.Null(TokenRegistryLogic.AddKey(state, Key("b", 0), newest: null, dropOthers: false));
        Assert.Equal("a", Assert.Single(state.Keys).Id);
    }

    [Fact]
    public void A_key_verifies_for_a_while_after_its_successor_came()
    {
        var one = TokenRegistryLogic.AddKey(new TokenRegistryState(), Key("a", 0), null, false)!;
        var two = TokenRegistryLogic.AddKey(one, Key("b", 30), "a", false)!;
        var three = TokenRegistryLogic.AddKey(two, Key("c", 60), "b", false)!;

        Assert.Equal(["a", "b"], two.Keys.Select(key => key.Id));
        Assert.Equal(["b", "c"], three.Keys.Select(key => key.Id));
    }

    [Fact]
    public void After_a_leak_no_other_key_verifies()
    {
        var state = TokenRegistryLogic.AddKey(new TokenRegistryState(), Key("a", 0), null, false)!;

        Assert.Equal(["b"], TokenRegistryLogic.AddKey(state, Key("b", 0), "a", dropOthers: true)!.Keys.Select(key => key.Id));
    }

    [Fact]
    public void An_ended_session_is_remembered_until_its_last_token_has_expired()
    {
        var one = TokenRegistryLogic.EndSession(new TokenRegistryState(), One, Now.AddMinutes(15), Now)!;
        var two = TokenRegistryLogic.EndSession(one, Two, Now.AddMinutes(40), Now.AddMinutes(20))!;

        Assert.Null(TokenRegistryLogic.EndSession(one, One, Now.AddMinutes(15), Now));
        Assert.Equal([Two], two.EndedSessions.Keys);
    }

    private static SigningKeyRecord Key(string id, int day) => new(id, "protected", Now.AddDays(day));
}
