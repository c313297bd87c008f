using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nms.Access;

namespace Nms.Storage;

/// <summary>The seal of the audit log, as it is configured.</summary>
public static class AuditSealFile
{
    /// <exception cref="StorageException">The key file cannot be used.</exception>
    public static AuditSeal Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        return Read(configuration[$"{AuditOptions.Section}:{nameof(AuditOptions.KeyFile)}"]);
    }

    /// <exception cref="StorageException">The key file cannot be used.</exception>
    public static AuditSeal Read(string? path)
    {
        const string Setting = $"{AuditOptions.Section}:{nameof(AuditOptions.KeyFile)}";
        return string.IsNullOrWhiteSpace(path) ? AuditSeal.Unkeyed
            : KeyFile.Read(Setting, path, password: null).Key is { } key ? AuditSeal.WithKey(key)
            : throw new StorageException("secrets_key_file", $"{Setting} is '{path}', which is a certificate; the audit log needs 32 bytes.");
    }

    /// <summary>Adds the seal that the settings of the audit log ask for.</summary>
    internal static IServiceCollection AddAuditSeal(this IServiceCollection services) =>
        services.AddSingleton(provider => Read(provider.GetRequiredService<IOptions<AuditOptions>>().Value.KeyFile));
}
