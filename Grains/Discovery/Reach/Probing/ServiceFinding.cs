using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Probing;

/// <summary>A service, as it presents itself. All texts are bounded and printable; what they say is a claim.</summary>
/// <param name="Name">ssh, telnet, http, https, ftp, smtp, …; null when what it says is of no known kind.</param>
/// <param name="Product">The program.</param>
/// <param name="Version">Its version.</param>
/// <param name="Banner">What it said first, in one line.</param>
/// <param name="Title">The title of its web page.</param>
/// <param name="HostNames">What it calls its host: in a greeting, a prompt or a certificate.</param>
/// <param name="Tls">The certificate that it showed.</param>
internal sealed record ServiceFinding(string? Name, string? Product, string? Version, string? Banner, string? Title, ImmutableArray<string> HostNames, TlsFinding? Tls = null);
