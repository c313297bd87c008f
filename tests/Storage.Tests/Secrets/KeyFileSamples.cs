using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nms.Storage.Tests;

/// <summary>Key files of every form, made anew for each test.</summary>
internal static class KeyFileSamples
{
    public const string Password = "of the key file";

    public static string Write(TemporaryFolder folder, string form)
    {
        var path = folder.File($"{form}-{Guid.NewGuid():N}");
        File.WriteAllBytes(path, Content(form));
        return path;
    }

    private static byte[] Content(string form)
    {
        var key = RandomNumberGenerator.GetBytes(32);
        using var rsa = RSA.Create(2048);
        var request = new CertificateRequest("CN=nms", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, default), new(2046, 1, 1, 0, 0, 0, default));
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1_000);
        return form switch
        {
            "raw" => key,
            "base64" => Text(Convert.ToBase64String(key)),
            "hexadecimal" => Text(Convert.ToHexString(key)),
            "pem" => Text(certificate.ExportCertificatePem() + "\n" + rsa.ExportPkcs8PrivateKeyPem()),
            "encrypted-pem" => Text(certificate.ExportCertificatePem() + "\n" + rsa.ExportEncryptedPkcs8PrivateKeyPem(Password, encryption)),
            "pfx" => certificate.Export(X509ContentType.Pfx, Password),
            "certificate-alone" => Text(certificate.ExportCertificatePem()),
            "short" => key[..16],
            "words" => Text("correct horse battery staple"),
            _ => throw new ArgumentOutOfRangeException(nameof(form), form, "No such form."),
        };
    }

    private static byte[] Text(string text) => System.Text.Encoding.ASCII.GetBytes(text + "\n");
}
