using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

public sealed class TicketTests : AccessTest
{
    private Tickets Tickets => Host.Services.GetRequiredService<Tickets>();

    [Fact]
    public async Task A_ticket_is_its_holder_once()
    {
        var ticket = await IssueAsync();

        var holder = await Tickets.RedeemAsync(ticket, Cancelled);

        Assert.Equal("admin", holder.Principal.Name);
        await Assert.ThrowsAsync<UnauthenticatedException>(() => Tickets.RedeemAsync(ticket, Cancelled));
    }

    [Fact]
    public async Task Of_many_who_show_a_ticket_at_once_one_is_let_in()
    {
        var ticket = await IssueAsync();

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(async () =>
        {
            try
            {
                await Tickets.RedeemAsync(ticket, Cancelled);
                return true;
            }
            catch (UnauthenticatedException)
            {
                return false;
            }
        })));

        Assert.Single(outcomes, letIn => letIn);
    }

    [Fact]
    public async Task A_ticket_is_good_for_thirty_seconds()
    {
        var ticket = await IssueAsync();

        Host.Time.Advance(TimeSpan.FromSeconds(30));

        await Assert.ThrowsAsync<UnauthenticatedException>(() => Tickets.RedeemAsync(ticket, Cancelled));
    }

    [Fact]
    public async Task A_ticket_of_a_session_that_ended_is_refused()
    {
        var session = await SignInAsync();
        var ticket = Text(await CallAsync(HttpMethod.Post, "/api/v1/auth/ticket", null, Bearer(Text(session, "access_token"))), "ticket");

        await CallAsync(HttpMethod.Post, "/api/v1/auth/logout", new { refresh_token = Text(session, "refresh_token") }, null, 204);

        await Assert.ThrowsAsync<UnauthenticatedException>(() => Tickets.RedeemAsync(ticket, Cancelled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_ticket_that_is_made_up_is_refused(string ticket)
    {
        await Assert.ThrowsAsync<UnauthenticatedException>(() => Tickets.RedeemAsync(ticket, Cancelled));
    }

    [Fact]
    public async Task A_ticket_opens_a_WebSocket_and_nothing_else()
    {
        var ticket = await IssueAsync();

        using var plain = await Host.Anonymous.GetAsync($"{Me}?ticket={ticket}", Cancelled);

        Assert.Equal(401, (int)plain.StatusCode);
        await Tickets.RedeemAsync(ticket, Cancelled);
    }

    private async Task<string> IssueAsync() => Text(await CallAsync(HttpMethod.Post, "/api/v1/auth/ticket", null, await TokenAsync()), "ticket");
}
