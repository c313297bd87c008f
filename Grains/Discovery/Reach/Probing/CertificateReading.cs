using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Nms.Discovery.Reach.Probing;

/// <summary>Reads certificates of strangers: what they say, and nothing fetched or trusted. Pure.</summary>
internal static class CertificateReading
{
    public static (TlsFinding Tls, ImmutableArray<string> Names) Read(string protocol, X509Certificate2 certificate)
    {
        var tls = new TlsFinding(
            protocol, BannerText.Line(certificate.Subject, BannerText.LongestBanner), BannerText.Line(certificate.Issuer, BannerText.LongestBanner),
            certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime(), certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant());
        return (tls, [.. Names(certificate).Select(BannerText.HostName).OfType<string>().Distinct(StringComparer.Ordinal).Take(BannerText.MostNames)]);
    }

    private static List<string> Names(X509Certificate2 certificate)
    {
        var names = new List<string> { certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) };
        try
        {
            names.AddRange(certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().SelectMany(extension => extension.EnumerateDnsNames()).Take(BannerText.MostNames));
        }
        catch (CryptographicException)
        {
            // An extension that cannot be read names nobody; the subject was read before.
        }

        return names;
    }
}
