using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace Nms.Storage;

/// <summary>Encrypts keys with the 32 bytes of a key file, by AES-GCM.</summary>
internal sealed class KeyFileEncryptor(KeyFile file) : IXmlEncryptor
{
    public EncryptedXmlInfo Encrypt(XElement plaintextElement)
    {
        var plain = Encoding.UTF8.GetBytes(plaintextElement.ToString(SaveOptions.DisableFormatting));
        var nonceTagCipher = new byte[KeyFileDecryptor.Overhead + plain.Length];
        var (nonce, tag, cipher) = KeyFileDecryptor.Parts(nonceTagCipher);
        RandomNumberGenerator.Fill(nonce.Span);
        using var aes = new AesGcm(file.Key!, tag.Length);
        aes.Encrypt(nonce.Span, plain, cipher.Span, tag.Span);
        CryptographicOperations.ZeroMemory(plain);

        var element = new XElement("sealed", new XAttribute("keyFile", file.Id), Convert.ToBase64String(nonceTagCipher));
        return new EncryptedXmlInfo(element, typeof(KeyFileDecryptor));
    }
}
