using System.Net;

namespace Nms.Gns3;

/// <summary>Where a console is, seen from here rather than from the compute.</summary>
internal static class Gns3Console
{
    public static Gns3ConsoleEndpoint? Resolve(Gns3Node node, Uri server, Gns3Compute? compute)
    {
        if (node.Console is not (> 0 and <= 65535) || node.ConsoleType is null or "" or "none")
            return null;
        return new Gns3ConsoleEndpoint(node.ConsoleType, HostOf(node, server, compute), node.Console.Value);
    }

    private static string HostOf(Gns3Node node, Uri server, Gns3Compute? compute)
    {
        var said = Bare(node.ConsoleHost);
        var runsOnServer = node.ComputeId is null or "local";
        if (MeansEverywhere(said) && !runsOnServer)
            said = Bare(compute?.Host);

        // The server names itself as it sees itself: a wildcard, its loopback, or the address of its own local compute.
        var meansServer = MeansEverywhere(said)
            || IsLoopback(said)
            || (runsOnServer && string.Equals(said, Bare(compute?.Host), StringComparison.OrdinalIgnoreCase));
        return meansServer ? Bare(server.Host)! : said!;
    }

    private static bool MeansEverywhere(string? host)
        => string.IsNullOrEmpty(host)
            || (IPAddress.TryParse(host, out var address) && (address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any)));

    private static bool IsLoopback(string? host)
        => string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static string? Bare(string? host) => host?.Trim('[', ']');
}
