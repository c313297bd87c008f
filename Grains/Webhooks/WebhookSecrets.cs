using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.DataProtection;

namespace Nms.Webhooks;

/// <summary>Encrypts secrets for the state of grains.</summary>
internal sealed class WebhookSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Nms.Webhooks.Secrets.v1");

    public string Protect(WebhookSecret secret) => _protector.Protect(secret.Reveal());

    /// <summary>Whether what is kept is this secret.</summary>
    public bool IsSame(string? encrypted, string secret) => encrypted is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(Unprotect(encrypted).Reveal()), Encoding.UTF8.GetBytes(WebhookSecret.Parse(secret).Reveal()));

    public WebhookSecret Unprotect(string encrypted) => WebhookSecret.Parse(_protector.Unprotect(encrypted));
}
