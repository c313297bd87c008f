using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.Options;

namespace Nms.Storage;

/// <summary>
/// Makes the first key, one silo at a time, and refuses to start when a key cannot be read: Data Protection itself would
/// quietly make a new one, and every secret kept so far would be lost at its next use.
/// </summary>
internal sealed class KeyRingStartup(
    IKeyTable table, IKeyManager keys, IDataProtectionProvider protection, IOptions<KeyManagementOptions> options)
    : ILifecycleParticipant<ISiloLifecycle>
{
    private static readonly XNamespace s_namespace = "http://schemas.asp.net/2015/03/dataProtection";
    private static readonly XName s_secret = s_namespace + "encryptedSecret";

    public void Participate(ISiloLifecycle lifecycle) =>
        lifecycle.Subscribe(nameof(KeyRingStartup), ServiceLifecycleStage.First + 1, PrepareAsync);

    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var turn = await table.TakeTurnAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = turn.ConfigureAwait(false);
        if (options.Value.XmlEncryptor is { } encryptor and not NullXmlEncryptor)
        {
            CloseOpenKeys(encryptor);
        }

        foreach (var key in keys.GetAllKeys().Where(key => !key.IsRevoked))
        {
            RequireReadable(key);
        }

        protection.CreateProtector("Nms.KeyRing").Protect([]);
    }

    private static void RequireReadable(IKey key)
    {
        try
        {
            key.CreateEncryptor();
        }
        catch (Exception e)
        {
            throw new StorageException(
                "secrets_key_file",
                $"The secrets in the database are closed with a key file that is not configured ({e.Message}); set {SecretsOptions.Section}:{nameof(SecretsOptions.KeyFile)} to it, or {nameof(SecretsOptions.FormerKeyFiles)} when it has been replaced.");
        }
    }

    /// <summary>Keys made before there was a key file. They have the form that Data Protection gives to those made after.</summary>
    private void CloseOpenKeys(IXmlEncryptor encryptor)
    {
        foreach (var element in table.GetAllElements())
        {
            var open = element.Descendants().Where(part => (bool?)part.Attribute(s_namespace + "requiresEncryption") == true).ToList();
            foreach (var part in open)
            {
                var closed = encryptor.Encrypt(part);
                var wrapped = part.Ancestors(s_secret).FirstOrDefault() ?? part;
                wrapped.ReplaceWith(new XElement(
                    s_secret,
                    new XAttribute("decryptorType", closed.DecryptorType.AssemblyQualifiedName!),
                    closed.EncryptedElement));
            }

            if (open.Count > 0)
            {
                table.StoreElement(element, $"key-{(Guid)element.Attribute("id")!:D}");
            }
        }
    }
}
