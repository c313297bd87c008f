using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;
using Microsoft.Extensions.DependencyInjection;

namespace Nms.Storage;

/// <summary>
/// Opens what <see cref="KeyFileEncryptor"/> closed, with whichever configured file closed it. Data Protection makes it by the
/// name that stands in the database, so the class keeps its name, namespace and assembly.
/// </summary>
internal sealed class KeyFileDecryptor(IServiceProvider services) : IXmlDecryptor
{
    public const int Overhead = NonceBytes + TagBytes;

    private const int NonceBytes = 12;
    private const int TagBytes = 16;

    public static (Memory<byte> Nonce, Memory<byte> Tag, Memory<byte> Cipher) Parts(byte[] nonceTagCipher) =>
        (nonceTagCipher.AsMemory(0, NonceBytes), nonceTagCipher.AsMemory(NonceBytes, TagBytes), nonceTagCipher.AsMemory(Overhead));

    public XElement Decrypt(XElement encryptedElement)
    {
        var id = (string?)encryptedElement.Attribute("keyFile");
        var file = services.GetRequiredService<KeyFiles>().Symmetric.FirstOrDefault(candidate => candidate.Id == id)
            ?? throw new CryptographicException($"No configured key file has the id {id}.");

        var (nonce, tag, cipher) = Parts(Convert.FromBase64String(encryptedElement.Value));
        var plain = new byte[cipher.Length];
        using var aes = new AesGcm(file.Key!, TagBytes);
        aes.Decrypt(nonce.Span, cipher.Span, tag.Span, plain);
        return XElement.Parse(Encoding.UTF8.GetString(plain));
    }
}
