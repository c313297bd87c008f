using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Nms.Api.Access;

/// <summary>What signing in needs.</summary>
internal static class AccessServices
{
    public static void AddNmsAccess(this IServiceCollection services, IConfiguration configuration)
    {
        var section = configuration.GetSection(AccessOptions.Section);
        services.AddOptions<AccessOptions>().Bind(section).ValidateDataAnnotations().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<AccessOptions>, AccessOptionsValidator>());
        services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = PasswordHashing.Rounds);
        if (!services.Any(service => service.ServiceType == typeof(IDataProtectionProvider)))
        {
            services.AddDataProtection();
        }

        services.AddSingleton<SigningKeyRing>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<AccessView>();
        services.AddHostedService(provider => provider.GetRequiredService<AccessView>());
        services.AddSingleton<AccessTokens>();
        services.AddSingleton<AccessRules>();
        services.AddSingleton<ApiKeyCheck>();
        services.AddSingleton<PasswordHashing>();
        services.AddSingleton<PasswordSignIn>();
        services.AddSingleton<SessionTokens>();
        services.AddSingleton<Tickets>();
        services.AddSingleton<VerifiedCredentials>();
        services.AddSingleton(provider => new AdministratorSetup(
            provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<PasswordHashing>(), provider.GetRequiredService<IOptions<AccessOptions>>()));
        AddSchemes(services, oidc: section.GetSection(nameof(AccessOptions.Oidc))[nameof(OidcOptions.Authority)] is { Length: > 0 });
    }

    private static void AddSchemes(IServiceCollection services, bool oidc)
    {
        services.AddSingleton<IConfigureOptions<JwtBearerOptions>, BearerSetup>();
        var schemes = services.AddAuthentication(AccessSchemes.Any)
            .AddPolicyScheme(AccessSchemes.Any, null, any => any.ForwardDefaultSelector = context => SchemeSelector.Select(context, oidc))
            .AddJwtBearer(AccessSchemes.Bearer, _ => { })
            .AddScheme<AuthenticationSchemeOptions, BasicAuthenticationHandler>(AccessSchemes.Basic, null)
            .AddScheme<AuthenticationSchemeOptions, ApiKeyAuthenticationHandler>(AccessSchemes.ApiKey, null)
            .AddScheme<AuthenticationSchemeOptions, TicketAuthenticationHandler>(AccessSchemes.Ticket, null);
        if (oidc)
        {
            services.AddSingleton<IConfigureOptions<JwtBearerOptions>, OidcSetup>();
            schemes.AddJwtBearer(AccessSchemes.Oidc, _ => { });
        }
    }
}
