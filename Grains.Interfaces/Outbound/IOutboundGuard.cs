using System.Net;

namespace Nms.Outbound;

/// <summary>
/// Says which addresses this platform may speak to on behalf of a caller, so that nobody reaches through it what he cannot
/// reach himself. For every address or URL that comes with a request; those of the configuration are the operator's own.
/// </summary>
public interface IOutboundGuard
{
    /// <summary>Says what is wrong with a URL before it is stored, or null. The name in it is not resolved.</summary>
    string? Complaint(Uri url);

    /// <summary>Says what is wrong with an address, or null.</summary>
    string? Complaint(IPAddress address);

    /// <summary>Resolves a name or reads an address. Whoever connects uses one of the addresses returned and never the name again.</summary>
    /// <param name="host">A name or an address.</param>
    /// <param name="cancellationToken">Ends the wait for the resolver.</param>
    /// <exception cref="ForbiddenException">One of its addresses may not be spoken to.</exception>
    /// <exception cref="System.Net.Sockets.SocketException">The name does not resolve.</exception>
    Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken = default);

    /// <summary>Makes a client that connects to permitted addresses only, on each redirect anew, beside any configured proxy.</summary>
    /// <param name="followRedirects">False for who takes a redirect as an answer.</param>
    HttpClient CreateClient(bool followRedirects = true);
}
