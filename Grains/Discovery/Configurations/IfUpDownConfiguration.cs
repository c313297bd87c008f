using System.Collections.Immutable;

namespace Nms.Discovery.Configurations;

/// <summary>Reads /etc/network/interfaces (interfaces(5) of ifupdown). Pure.</summary>
internal static class IfUpDownConfiguration
{
    public static ConfigurationFacts Parse(string text)
    {
        var interfaces = new Dictionary<string, ConfiguredInterface>(StringComparer.Ordinal);
        var routes = ImmutableArray.CreateBuilder<ConfiguredRoute>();
        string? current = null;
        string? address = null;
        string? mask = null;
        foreach (var (_, line) in ConfigurationLines.Of(text.Replace("\\\n", " ", StringComparison.Ordinal)))
        {
            var words = ConfigurationLines.Words(line);
            switch (words)
            {
                case [] or [['#', ..], ..]:
                    break;
                case ["iface", var name, "inet" or "inet6", var method, ..]:
                    Settle();
                    current = name;
                    Change(one => one with { UsesDhcp = method switch { "dhcp" => true, "static" => one.UsesDhcp ?? false, _ => one.UsesDhcp } });
                    break;
                case ["auto" or "allow-hotplug" or "mapping" or "source" or "source-directory", ..]:
                    Settle();
                    current = null;
                    break;
                case ["address", var value] when current is not null:
                    address = value;
                    break;
                case ["netmask", var value] when current is not null:
                    mask = value;
                    break;
                case ["gateway", var value] when current is not null && ConfigurationLines.Address(value, null) is { } gateway:
                    routes.Add(new ConfiguredRoute(gateway.Contains(':', StringComparison.Ordinal) ? "::/0" : "0.0.0.0/0", gateway, current));
                    break;
                case ["hwaddress", "ether", var mac]:
                    Change(one => one with { MacAddress = mac.ToLowerInvariant() });
                    break;
                case ["hwaddress", var mac]:
                    Change(one => one with { MacAddress = mac.ToLowerInvariant() });
                    break;
                case ["mtu", var size] when int.TryParse(size, System.Globalization.NumberStyles.None, null, out var mtu):
                    Change(one => one with { Mtu = mtu });
                    break;
            }
        }

        Settle();
        return new ConfigurationFacts { Interfaces = [.. interfaces.Values.Where(one => one.Name != "lo").OrderBy(one => one.Name, StringComparer.Ordinal)], Routes = routes.DrainToImmutable() };

        void Settle()
        {
            if (current is not null && address is not null && ConfigurationLines.Address(address, mask) is { } read)
            {
                Change(one => one with { Addresses = one.Addresses.Add(read) });
            }

            (address, mask) = (null, null);
        }

        void Change(Func<ConfiguredInterface, ConfiguredInterface> change)
        {
            if (current is { } name)
            {
                interfaces[name] = change(interfaces.TryGetValue(name, out var known) ? known : new ConfiguredInterface { Name = name });
            }
        }
    }
}
