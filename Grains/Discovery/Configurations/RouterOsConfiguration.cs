using System.Text;

namespace Nms.Discovery.Configurations;

/// <summary>Reads what RouterOS exports: menus, and below each the commands that make it so. Pure.</summary>
internal static class RouterOsConfiguration
{
    private const int LongestCommand = 64 * 1024;
    private const int MostWords = 256;

    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        var menu = "";
        foreach (var (line, command) in Commands(text))
        {
            var by = command.IndexOf("by RouterOS ", StringComparison.Ordinal);
            if (command.StartsWith('#'))
            {
                if (by >= 0) facts.Version ??= command[(by + 12)..].Trim();
                continue;
            }

            var words = Words(command);
            if (words is [['/', ..], ..])
            {
                // The menu may stand alone or before a command.
                var verb = words.FindIndex(word => word is "add" or "set" or "remove");
                menu = string.Join(' ', verb < 0 ? words : words[..verb]);
                words = verb < 0 ? [] : words[verb..];
            }

            if (words is [var first, ..]) Read(facts, menu, first, Values(words), line);
        }

        return facts.Build();
    }

    private static void Read(FactsDraft facts, string menu, string verb, Dictionary<string, string> values, int line)
    {
        var isOn = values.GetValueOrDefault("disabled") != "yes";
        switch (menu, verb)
        {
            case ("/system identity", "set") when values.TryGetValue("name", out var name):
                facts.HostName = name;
                break;
            case ("/ip address" or "/ipv6 address", "add") when isOn && values.TryGetValue("interface", out var at) && values.TryGetValue("address", out var address):
                facts.Address(at, address, line);
                break;
            case ("/ip dhcp-client", "add") when isOn && values.TryGetValue("interface", out var at):
                facts.Dhcp(at, line);
                break;
            case ("/ip route" or "/ipv6 route", "add") when isOn && values.TryGetValue("gateway", out var gateway):
                facts.Route(values.GetValueOrDefault("dst-address", "default"), gateway.Split(',')[0], line);
                break;
            case ("/ip dns", "set") when values.TryGetValue("servers", out var servers):
                facts.Spoken.Dns(servers.Split(','));
                break;
            case ("/interface vlan", "add") when values.TryGetValue("name", out var name) && values.TryGetValue("vlan-id", out var id) && FactsDraft.Number(id) is { } vlan:
                facts.Vlan(vlan, null, line);
                facts.Interface(name, line, one => one with { TrunkVlans = id });
                Describe(facts, name, values, line);
                break;
            case ("/interface bridge port", "add") when values.TryGetValue("interface", out var at) && values.TryGetValue("pvid", out var id) && FactsDraft.Number(id) is { } vlan:
                facts.Vlan(vlan, null, line);
                facts.Interface(at, line, one => one with { AccessVlan = vlan });
                break;
            case (['/', 'i', 'n', 't', 'e', 'r', 'f', 'a', 'c', 'e', ' ', ..], _) when menu.Count(' ') == 1 && (values.GetValueOrDefault("name") ?? values.GetValueOrDefault("default-name")) is { } name:
                Describe(facts, name, values, line);
                break;
            case ("/ip dhcp-server network", "add") when values.TryGetValue("address", out var network):
                facts.Spoken.Service("dhcp", true);
                facts.Spoken.Pool(network, line, pool => pool with
                {
                    Network = ConfigurationLines.Network(network, null),
                    Gateways = SpokenFacts.More(pool.Gateways, ConfigurationLines.Address(values.GetValueOrDefault("gateway", ""), null)),
                });
                break;
            case ("/ip dhcp-server lease", "add") when values.TryGetValue("address", out var address):
                facts.Spoken.Binding(ConfigurationLines.Address(address, null), values.GetValueOrDefault("mac-address")?.ToLowerInvariant(), values.GetValueOrDefault("comment"), line);
                break;
            case ("/snmp community", _) when values.TryGetValue("name", out var community):
                facts.Spoken.Community(community, values.GetValueOrDefault("write-access") == "yes" ? "rw" : "ro", line);
                break;
            case ("/ip service", "set") when values.TryGetValue("", out var service):
                facts.Spoken.Service(service switch { "www" => "http", "www-ssl" => "https", _ => service }, isOn);
                break;
        }
    }

    private static void Describe(FactsDraft facts, string name, Dictionary<string, string> values, int line)
    {
        facts.Interface(name, line, one => one with
        {
            Description = values.GetValueOrDefault("comment") ?? one.Description,
            MacAddress = values.GetValueOrDefault("mac-address")?.ToLowerInvariant() ?? one.MacAddress,
            IsShutDown = values.GetValueOrDefault("disabled") switch { "yes" => true, "no" => false, _ => one.IsShutDown },
        });
        if (values.TryGetValue("mtu", out var mtu)) facts.Mtu(name, mtu, line);
    }

    /// <summary>The commands, put together where a line ends with \, each with the number of its first line.</summary>
    private static IEnumerable<(int Line, string Command)> Commands(string text)
    {
        var whole = new StringBuilder();
        var start = 0;
        foreach (var (number, line) in ConfigurationLines.Of(text))
        {
            if (whole.Length == 0) start = number;
            var part = whole.Length == 0 ? line : line.TrimStart();
            if (part.EndsWith('\\') && whole.Length < LongestCommand)
            {
                whole.Append(part.AsSpan(0, part.Length - 1));
                continue;
            }

            yield return (start, whole.Append(part).ToString());
            whole.Clear();
        }
    }

    /// <summary>Words; quotes keep blanks together, and what stands in brackets is left as one word.</summary>
    private static List<string> Words(string command)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var (quoted, depth) = (false, 0);
        for (var at = 0; at < command.Length && words.Count < MostWords; at++)
        {
            var letter = command[at];
            if (letter == '\\' && quoted && at + 1 < command.Length) word.Append(command[++at]);
            else if (letter == '"') quoted = !quoted;
            else if (!quoted && char.IsWhiteSpace(letter) && depth == 0) End();
            else
            {
                if (!quoted && letter == '[') depth++;
                if (!quoted && letter == ']' && depth > 0) depth--;
                word.Append(letter);
            }
        }

        End();
        return words;

        void End()
        {
            if (word.Length > 0) words.Add(word.ToString());
            word.Clear();
        }
    }

    /// <summary>name=value pairs; what is none stands under the empty name, as the thing that is set.</summary>
    private static Dictionary<string, string> Values(List<string> words)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var word in words.Skip(1))
        {
            var pairs = word is ['[', .., ']'] ? word[1..^1].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [word];
            foreach (var pair in pairs)
            {
                var equal = pair.IndexOf('=', StringComparison.Ordinal);
                values[equal < 0 ? "" : pair[..equal]] = pair[(equal + 1)..];
            }
        }

        return values;
    }
}
