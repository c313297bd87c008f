namespace Nms.Discovery.Reach.Probing;

/// <summary>A TLS connection to a service; its certificate is read and not trusted.</summary>
/// <param name="Protocol">The version of TLS.</param>
/// <param name="Subject">Whom the certificate is for.</param>
/// <param name="Issuer">Who gave it.</param>
/// <param name="NotBefore">From when it holds.</param>
/// <param name="NotAfter">Until when.</param>
/// <param name="Thumbprint">SHA-256 of the certificate.</param>
internal sealed record TlsFinding(string Protocol, string? Subject, string? Issuer, DateTimeOffset NotBefore, DateTimeOffset NotAfter, string Thumbprint);
