using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Nms.Api.Access;

/// <summary>"?ticket=…" of a WebSocket or a stream of events; of nothing else, see <see cref="SchemeSelector"/>.</summary>
internal sealed class TicketAuthenticationHandler(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, Tickets tickets)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        try
        {
            var ticket = Request.Query[AccessSchemes.TicketParameter].ToString();
            return Identities.Succeed(Context, await tickets.RedeemAsync(ticket, Context.RequestAborted), Scheme.Name);
        }
        catch (NmsException refused)
        {
            return Identities.Fail(Context, refused);
        }
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) => AuthenticationChallenge.WriteAsync(Context);
}
