using Microsoft.Extensions.Options;

namespace Nms.Api.Access;

/// <summary>Refuses an authority that cannot be trusted or would grant nothing.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    private const string Oidc = $"{AccessOptions.Section}:Oidc";

    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        if (options.Oidc.Authority is not { } authority)
        {
            return ValidateOptionsResult.Success;
        }

        var errors = new List<string>();
        if (!authority.IsAbsoluteUri || (authority.Scheme != Uri.UriSchemeHttps && !authority.IsLoopback))
        {
            errors.Add($"{Oidc}:Authority is {authority}; write an https address: whoever can change what it answers can sign in as anybody.");
        }

        if (string.IsNullOrWhiteSpace(options.Oidc.Audience))
        {
            errors.Add($"{Oidc}:Audience is missing; set it to what the authority writes into \"aud\" for this hub, or tokens for other programs would do.");
        }

        if (options.Oidc.Roles.Count == 0)
        {
            errors.Add($"{Oidc}:Roles is empty, so nobody would be allowed anything; set {Oidc}:Roles:<value of {options.Oidc.RoleClaim}> to a role, such as viewer.");
        }

        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
