namespace Nms.Discovery.Configurations;

/// <summary>Reads of IOS and its descendants what is spoken: routing protocols, DHCP, DNS, SNMP communities, management. Pure.</summary>
internal sealed class RouterSections
{
    private readonly SpokenFacts _facts = new();
    private string[] _section = [];
    private string? _host;

    public void Read(int number, bool indented, string[] words)
    {
        if (!indented)
        {
            (_section, _host) = (words, null);
            ReadGlobal(number, words);
            return;
        }

        switch (_section)
        {
            case ["router", "ospf" or "ospf6" or "ospfv3" or "bgp" or "rip" or "ripng" or "eigrp" or "isis", ..]:
                ReadProtocol(_section[1], _section.ElementAtOrDefault(2), number, words);
                break;
            case ["ip", "dhcp", "pool", var pool, ..]:
                ReadPool(pool, number, words);
                break;
            case ["line", "vty", ..] when words is ["transport", "input", .. var transports]:
                ReadTransports(transports);
                break;
            case ["management", "ssh" or "telnet" or "http-server", ..] or ["management", "api", ..]:
                if (words is ["shutdown"]) _facts.Service(Managed(), false);
                if (words is ["no", "shutdown"]) _facts.Service(Managed(), true);
                break;
        }
    }

    public ConfigurationFacts AddTo(ConfigurationFacts facts) => _facts.AddTo(facts);

    private string Managed() => _section[1] switch { "api" or "http-server" => "https", var name => name };

    private void ReadGlobal(int number, string[] words)
    {
        switch (words)
        {
            case ["router", "ospf" or "ospf6" or "ospfv3" or "bgp" or "rip" or "ripng" or "eigrp" or "isis", ..]:
                _facts.Protocol(words[1], words.ElementAtOrDefault(2), number);
                break;
            case ["ip", "name-server", .. var servers]:
                _facts.Dns(servers is ["vrf", _, .. var behind] ? behind : servers);
                break;
            case ["snmp-server", "community", var community, .. var rest]:
                _facts.Community(community.Trim('"'), Access(rest), number);
                break;
            case ["snmp-server", "user", var user, _, "v3" or "auth" or "priv", .. var rest]:
                ReadUser(user, words.Contains("encrypted") || words.Contains("localized") ? null : rest, number);
                break;
            case ["ip", "dhcp", "pool", var pool, ..]:
                _facts.Service("dhcp", true);
                _facts.Pool(pool, number);
                break;
            case ["ip", "http", "server" or "secure-server"]:
                _facts.Service(words[2] == "server" ? "http" : "https", true);
                break;
            case ["no", "ip", "http", "server" or "secure-server"]:
                _facts.Service(words[3] == "server" ? "http" : "https", false);
                break;
            case ["ip", "ssh", "version", ..] or ["feature", "ssh"]:
                _facts.Service("ssh", true);
                break;
            case ["feature", "telnet" or "nxapi" or "dhcp"]:
                _facts.Service(words[1] == "nxapi" ? "https" : words[1], true);
                break;
            case ["no", "feature", "ssh" or "telnet"]:
                _facts.Service(words[2], false);
                break;
            case ["management", "ssh", ..]:
                _facts.Service("ssh", true);
                break;
        }
    }

    private static string? Access(string[] words) => words switch
    {
        [.., "group", var group] => group,
        _ => words.FirstOrDefault(word => word.ToUpperInvariant() is "RO" or "RW")?.ToLowerInvariant(),
    };

    // auth md5|sha [256] password [priv des|3des|aes [128|192|256] password]; hashed keys are of no use to others.
    private void ReadUser(string name, string[]? words, int number)
    {
        if (words is null) return;
        var (auth, privacy) = (Array.IndexOf(words, "auth"), Array.IndexOf(words, "priv"));
        var (authProtocol, authPassword) = Key(words, auth);
        var (privacyProtocol, privacyPassword) = Key(words, privacy);
        _facts.User(name, number, user => user with
        {
            AuthProtocol = authProtocol,
            AuthPassword = authPassword,
            PrivacyProtocol = privacyProtocol,
            PrivacyPassword = privacyPassword,
        });

        static (string? Protocol, ConfigurationSecret? Password) Key(string[] words, int at) => at < 0 ? (null, null) : words[(at + 1)..] switch
        {
            [var protocol, "128" or "192" or "224" or "256" or "384" or "512", var password, ..] => (protocol + words[at + 2], new ConfigurationSecret(password)),
            [var protocol, var password, ..] => (protocol, new ConfigurationSecret(password)),
            _ => (null, null),
        };
    }

    private void ReadTransports(string[] transports)
    {
        foreach (var name in new[] { "ssh", "telnet" })
        {
            // Several ranges of lines: one that lets it in is enough.
            if (transports.Contains(name) || transports.Contains("all")) _facts.Service(name, true);
            else _facts.ServiceUnlessOn(name);
        }
    }

    private void ReadProtocol(string name, string? instance, int number, string[] words) => _facts.Protocol(name, instance, number, one => words switch
    {
        ["router-id", _] or [_, "router-id", _] => one with { RouterId = ConfigurationLines.Address(words[^1], null) ?? one.RouterId },
        ["network", var network, "mask", var mask, ..] => one with { Networks = SpokenFacts.More(one.Networks, ConfigurationLines.Network(network, mask)) },
        ["network", .. var rest] when rest is not [] => one with { Networks = SpokenFacts.More(one.Networks, string.Join(' ', rest.Take(4))) },
        ["neighbor", _, "remote-as", ..] or ["neighbor", _] => one with { Neighbours = SpokenFacts.More(one.Neighbours, words[1]) },
        _ => one,
    });

    private void ReadPool(string pool, int number, string[] words)
    {
        switch (words)
        {
            case ["network", var network, .. var mask]:
                _facts.Pool(pool, number, one => one with { Network = ConfigurationLines.Network(network, mask.FirstOrDefault()) });
                break;
            case ["default-router", .. var gateways]:
                foreach (var gateway in gateways.Take(8)) _facts.Pool(pool, number, one => one with { Gateways = SpokenFacts.More(one.Gateways, ConfigurationLines.Address(gateway, null)) });
                break;
            case ["dns-server", .. var servers]:
                foreach (var server in servers.Take(8)) _facts.Pool(pool, number, one => one with { DnsServers = SpokenFacts.More(one.DnsServers, ConfigurationLines.Address(server, null)) });
                break;
            case ["host", var address, ..]:
                _host = ConfigurationLines.Address(address, null);
                break;
            case ["client-identifier" or "hardware-address", var mac, ..]:
                _facts.Binding(_host, MacText.Of(mac), pool, number);
                break;
        }
    }
}
