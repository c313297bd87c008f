using System.Collections.Immutable;
using System.Net;
using Microsoft.Extensions.Options;
using Nms.Gns3;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>
/// Where addresses of labs are reached from here, and back: a rule for server and project before one for the project, one for the server,
/// the Lab's own, and one for all; among these the longer prefix. Immutable.
/// </summary>
internal sealed class AddressTranslation
{
    private readonly ImmutableArray<TranslationRule> _rules;
    private readonly ImmutableHashSet<string> _labs;
    private readonly HostRoutes? _routes;

    public AddressTranslation(IOptions<ReachOptions> options, IOptions<Gns3Options> servers, HostRoutes routes)
        : this(TranslationRules.Read(options.Value.Translations, []), servers.Value.Servers.Where(entry => entry.Value.IsLab).Select(entry => entry.Key), routes)
    {
    }

    /// <param name="rules">The rules.</param>
    /// <param name="labs">The servers that are simulators.</param>
    /// <param name="routes">What leads to addresses of labs without a rule; null for anything.</param>
    internal AddressTranslation(IEnumerable<TranslationRule> rules, IEnumerable<string> labs, HostRoutes? routes = null)
    {
        _routes = routes;
        _labs = [.. labs];
        _rules = [.. rules.Concat(_labs.SelectMany(TranslationRules.OfLab)).OrderByDescending(Rank).ThenByDescending(rule => rule.From.PrefixLength)];
    }

    /// <summary>Finds the way to an address.</summary>
    /// <param name="server">The server of the lab; null outside of labs.</param>
    /// <param name="project">The project; null outside of labs.</param>
    /// <param name="address">The address as equipment has it.</param>
    public AddressRoute Find(string? server, Guid? project, IPAddress address)
    {
        address = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        if (_rules.FirstOrDefault(rule => rule.AppliesTo(server, project) && rule.From.Contains(address)) is { } rule)
        {
            var target = rule.Forth(address);
            return new AddressRoute(address, target) { PortOffset = rule.PortOffset, PortEnd = rule.PortEnd, NoEcho = NoEcho(address, target, rule.PortOffset) };
        }

        return Refusal(server, address) is { } refusal
            ? new AddressRoute(address, null) { Refusal = refusal }
            : new AddressRoute(address, address) { NoEcho = NoEcho(address, address, 0) };
    }

    /// <summary>Where a port of an address is; null when it is nowhere.</summary>
    public IPEndPoint? Translate(string? server, Guid? project, IPAddress address, int port) => Find(server, project, address).EndPointOf(port);

    /// <summary>Cuts a set of addresses into parts that are reached in one way each.</summary>
    public IEnumerable<RoutedSet> Split(string? server, Guid? project, IPAddressSet addresses)
    {
        foreach (var rule in _rules.Where(rule => rule.AppliesTo(server, project)))
        {
            var from = new IPAddressSet(IPAddressRange.Parse(rule.From.ToString()));
            if (addresses.Intersect(from) is { Ranges.Count: > 0 } part)
            {
                yield return new RoutedSet(part, rule);
                addresses = addresses.Except(from);
            }
        }

        // What the Lab has no listener for is nowhere, and what no route leads to is not looked for.
        if (server is null || !_labs.Contains(server))
        {
            addresses = server is null || _routes is null ? addresses : _routes.Within(addresses);
            foreach (var part in new[] { addresses.Except(RoutedSet.Loopback), addresses.Intersect(RoutedSet.Loopback) }.Where(part => part.Ranges.Count > 0))
            {
                yield return new RoutedSet(part, null);
            }
        }
    }

    /// <summary>Whose an endpoint here is in the lab; null when nothing of the lab is reached there.</summary>
    public (IPAddress Address, int Port)? Back(string? server, Guid? project, IPEndPoint endPoint)
    {
        var here = endPoint.Address.IsIPv4MappedToIPv6 ? new IPEndPoint(endPoint.Address.MapToIPv4(), endPoint.Port) : endPoint;
        return _rules
            .Where(rule => rule.AppliesTo(server, project) && rule.To.Contains(here.Address))
            .Select(rule => (Address: rule.Back(here.Address), Port: here.Port - rule.PortOffset))
            .Append((here.Address, here.Port))
            // A more specific rule may lead elsewhere from the same address of the lab.
            .Where(found => here.Equals(Translate(server, project, found.Address, found.Port)))
            .Select(found => ((IPAddress, int)?)found)
            .FirstOrDefault();
    }

    /// <summary>Why an address without a rule is not reached as it is.</summary>
    private string? Refusal(string? server, IPAddress address) =>
        server is null ? null

        // Addresses of the simulator are nobody's outside of it: packets to them would reach strangers.
        : _labs.Contains(server) ? $"The Lab listens for addresses in 10.0.0.0/10, 172.16.0.0/12 and 192.168.0.0/16; {address} is not among them."
        : _routes?.LeadTo(address) == false
            ? $"Only the default route leads to {address}, and strangers may have it there: name the way ({ReachOptions.Section}:Translations), make a route, or set {ReachOptions.Section}:LabsByDefaultRoute."
        : null;

    private static int Rank(TranslationRule rule) =>
        rule.Project is not null ? (rule.Server is not null ? 4 : 3) : rule.Server is null ? 0 : rule.IsBuiltIn ? 1 : 2;

    private static string? NoEcho(IPAddress address, IPAddress target, int offset) =>
        IPAddress.IsLoopback(target) ? $"{address} is reached at {target}, where this host itself would answer."
        : offset != 0 ? $"{address} is reached by ports forwarded from {target}, which would answer itself."
        : null;
}
