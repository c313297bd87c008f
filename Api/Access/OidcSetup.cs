using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>How the tokens of another authority are judged: by its published keys, and what it says of roles by our table.</summary>
internal sealed class OidcSetup(IOptions<AccessOptions> access, TimeProvider time) : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly TimeSpan s_metadataWithin = TimeSpan.FromSeconds(5);

    // Asymmetric only: with a shared secret, whoever verifies could also sign.
    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512,
        SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    public void Configure(JwtBearerOptions options) => Configure(null, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        var settings = access.Value.Oidc;
        if (name != AccessSchemes.Oidc || settings.Authority is not { } authority)
        {
            return;
        }

        BearerSetup.Harden(options, time);
        options.Authority = authority.ToString();
        options.RequireHttpsMetadata = !authority.IsLoopback;
        options.BackchannelTimeout = s_metadataWithin;
        options.TokenValidationParameters.ValidAudience = settings.Audience;
        options.TokenValidationParameters.ValidAlgorithms = s_algorithms;
        options.Events = new JwtBearerEvents
        {
            OnTokenValidated = context => JudgeRolesAsync(context, settings),
            OnAuthenticationFailed = BearerSetup.RememberAsync,
            OnChallenge = BearerSetup.ChallengeAsync,
        };
    }

    private static async Task JudgeRolesAsync(TokenValidatedContext context, OidcOptions settings)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (string.IsNullOrEmpty(token.Subject))
        {
            BearerSetup.Refuse(context);
            return;
        }

        var copy = await context.HttpContext.RequestServices.GetRequiredService<AccessView>().GetAsync(context.HttpContext.RequestAborted);
        var claims = (context.Principal?.Claims ?? []).ToList();
        var bindings = claims.Where(claim => claim.Type == settings.RoleClaim)
            .Select(claim => settings.Roles.TryGetValue(claim.Value, out var role) ? new RoleBinding(role, null) : null)
            .OfType<RoleBinding>()
            .Distinct();
        var name = claims.FirstOrDefault(claim => claim.Type == settings.NameClaim)?.Value;
        var principal = new Principal(
            PrincipalIds.OfOidc(token.Issuer, token.Subject),
            NameRules.IsName(name) ? name! : token.Subject,
            PrincipalKind.User,
            GrantLogic.Resolve(bindings, copy.Roles));
        context.Principal = Identities.Set(context.HttpContext, new SignedIn { Principal = principal }, AccessSchemes.Oidc);
    }
}
