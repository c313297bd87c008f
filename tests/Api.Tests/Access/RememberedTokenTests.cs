using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

/// <summary>Tokens that were good a moment ago: what ends them ends them all the same.</summary>
public sealed class RememberedTokenTests : AccessTest
{
    [Fact]
    public async Task A_token_that_was_good_is_not_beyond_its_end()
    {
        var token = await RememberedAsync();

        Host.Time.Advance(TimeSpan.FromMinutes(16));

        Assert.Equal("token_expired", Text(await CallAsync(HttpMethod.Get, Me, null, token, 401), "code"));
    }

    [Fact]
    public async Task A_token_that_was_good_is_not_once_its_key_is_replaced()
    {
        var token = await RememberedAsync();

        await CallAsync(HttpMethod.Post, "/api/v1/auth/signing-key", null, Administrator, 204);

        await CallAsync(HttpMethod.Get, Me, null, token, 401);
    }

    [Fact]
    public async Task A_token_that_was_good_is_not_when_a_character_of_it_is_another()
    {
        var good = (await RememberedAsync()).Parameter!;

        foreach (var place in new[] { 3, good.IndexOf('.', StringComparison.Ordinal) + 5, good.Length - 4 })
        {
            var other = good[..place] + (good[place] == 'A' ? 'B' : 'A') + good[(place + 1)..];
            await CallAsync(HttpMethod.Get, Me, null, Bearer(other), 401);
        }
    }

    [Fact]
    public void A_session_that_is_over_by_its_age_is_worth_nothing_to_an_open_socket()
    {
        var now = DateTimeOffset.UnixEpoch.AddYears(50);
        var user = new UserSnapshot { Id = Guid.CreateVersion7(now), Name = "olga" };
        var copy = AccessCopy.Empty.With(new AccessChanges(default, [user], [], []), tokens: null);
        var signedIn = new SignedIn { Principal = new Principal("user:1", "olga", PrincipalKind.User, []), UserId = user.Id, SessionEndsAt = now.AddMinutes(1) };

        Assert.NotNull(copy.Judge(signedIn, now));
        Assert.Null(copy.Judge(signedIn, now.AddMinutes(1)));
    }

    private async Task<System.Net.Http.Headers.AuthenticationHeaderValue> RememberedAsync()
    {
        var token = await TokenAsync();
        await CallAsync(HttpMethod.Get, Me, null, token);
        await CallAsync(HttpMethod.Get, Me, null, token);
        return token;
    }
}
