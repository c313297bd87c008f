using Microsoft.AspNetCore.DataProtection;

namespace Nms.Equipment;

/// <summary>Encrypts configuration files for the state of grains: they hold passwords and keys.</summary>
internal sealed class ConfigurationSecrets(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Nms.Equipment.Configurations.v1");

    public string Protect(string text) => _protector.Protect(PackedText.Pack(text));

    public string Unprotect(string encrypted) => System.Text.Encoding.UTF8.GetString(PackedText.Unpack(_protector.Unprotect(encrypted)));
}
