using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Nms.Storage;

/// <summary>Encryption of secrets at rest, with keys that the silos of a cluster share.</summary>
public static class SecretsSiloBuilderExtensions
{
    /// <summary>Part of every purpose: changing it makes what is encrypted unreadable.</summary>
    private const string ApplicationName = "nms";

    /// <summary>
    /// Adds <see cref="IDataProtectionProvider"/> with its keys in the storage, which must have been added before. What it
    /// protects outlives a restart, is read by every silo, and is restored with the database.
    /// </summary>
    /// <exception cref="StorageException">A configured key file cannot be used.</exception>
    public static ISiloBuilder AddSecrets(this ISiloBuilder silo, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(silo);
        var files = KeyFiles.Read(configuration);
        var services = silo.Services;
        services.AddSingleton(files);
        var protection = services.AddDataProtection().SetApplicationName(ApplicationName);
        if (files.Certificates is { Length: > 0 } certificates)
        {
            protection.UnprotectKeysWithAnyCertificate(certificates);
        }

        services.AddOptions<KeyManagementOptions>().Configure<IKeyTable, ILoggerFactory>((options, table, loggers) =>
        {
            options.XmlRepository = table;
            options.XmlEncryptor = files.Current switch
            {
                { Certificate: { } certificate } => new CertificateXmlEncryptor(certificate, loggers),
                { } file => new KeyFileEncryptor(file),
                null => new NullXmlEncryptor(),
            };
        });
        services.AddSingleton<KeyRingStartup>();
        services.AddSingleton<ILifecycleParticipant<ISiloLifecycle>>(provider => provider.GetRequiredService<KeyRingStartup>());
        return silo;
    }
}
