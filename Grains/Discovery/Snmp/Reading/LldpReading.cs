using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>LLDP by the MIB of 2005 or that of 2009, which differ in their indexes.</summary>
/// <param name="System">What is told to neighbours.</param>
/// <param name="Neighbours">Who is heard.</param>
internal sealed record LldpReading(AgentLldpSystem? System, ImmutableArray<AgentLldpNeighbour> Neighbours)
{
    private sealed record Edition(string Prefix, string Mib, TableColumns LocalPorts, TableColumns Remotes, TableColumns Addresses, int KeyLength);

    private static readonly Edition s_first = new("lldp", "LLDP-MIB", AgentTables.LldpLocPort, AgentTables.LldpRem, AgentTables.LldpRemManAddr, 3);
    private static readonly Edition s_second = new("lldpV2", "LLDP-V2-MIB", AgentTables.LldpV2LocPort, AgentTables.LldpV2Rem, AgentTables.LldpV2RemManAddr, 4);

    public static async Task<LldpReading> ReadAsync(AgentPartReading part, AgentScalars scalars, ImmutableArray<AgentInterface> interfaces, BridgePorts ports)
    {
        var system = Local(scalars, s_first) ?? Local(scalars, s_second);
        part.IsKnown = system is not null;
        var neighbours = await ReadAsync(part, s_first, interfaces, ports).ConfigureAwait(false);
        if (neighbours.IsEmpty)
        {
            neighbours = await ReadAsync(part, s_second, interfaces, ports).ConfigureAwait(false);
        }

        part.Rows = neighbours.Length;
        return new LldpReading(system, neighbours);
    }

    private static AgentLldpSystem? Local(AgentScalars scalars, Edition edition)
    {
        var (type, id, name) = ($"{edition.Prefix}LocChassisIdSubtype", $"{edition.Prefix}LocChassisId", $"{edition.Prefix}LocSysName");
        return scalars.Has(id)
            ? new AgentLldpSystem(MibNames.Word(MibNames.Find(type), scalars[type]), LldpIdentifier.Chassis(scalars[type], scalars[id]), AgentText.Of(scalars[name]), edition.Mib)
            : null;
    }

    private static async Task<ImmutableArray<AgentLldpNeighbour>> ReadAsync(
        AgentPartReading part, Edition edition, ImmutableArray<AgentInterface> interfaces, BridgePorts ports)
    {
        var remotes = await part.TableAsync(edition.Remotes).ConfigureAwait(false);
        if (remotes.Count == 0)
        {
            return [];
        }

        // Not asked for before it is known that somebody is heard.
        var tables = await part.TablesAsync([edition.LocalPorts, edition.Addresses], remotes.Count).ConfigureAwait(false);
        var locals = tables[0].Where(row => row.Index is [<= int.MaxValue]).ToDictionary(row => (int)row.Index[0]);
        var addresses = Addresses(part, edition, tables[1]);
        var sound = remotes.Where(row => row.Index.Length == edition.KeyLength && row.Index[1] <= int.MaxValue).ToList();
        part.Refuse(remotes.Count - sound.Count, edition.Remotes.Name);
        return [.. sound.Select(row => Neighbour(edition, row, locals.GetValueOrDefault((int)row.Index[1]), addresses, interfaces, ports))];
    }

    private static AgentLldpNeighbour Neighbour(
        Edition edition, TableRow row, TableRow? local, Dictionary<uint[], List<IPAddress>> addresses, ImmutableArray<AgentInterface> interfaces, BridgePorts ports)
    {
        var remote = $"{edition.Prefix}Rem";
        var number = (int)row.Index[1];
        var isIfIndex = edition == s_second && interfaces.Any(one => one.Index == number);
        return new AgentLldpNeighbour
        {
            IfIndex = isIfIndex ? number : LocalPort(edition, number, local, interfaces, ports),
            LocalPort = local is null ? null
                : LldpIdentifier.Port(local[$"{edition.Prefix}LocPortIdSubtype"], local[$"{edition.Prefix}LocPortId"]) ?? local.Text($"{edition.Prefix}LocPortDesc"),
            ChassisIdType = row.Word($"{remote}ChassisIdSubtype"),
            ChassisId = LldpIdentifier.Chassis(row[$"{remote}ChassisIdSubtype"], row[$"{remote}ChassisId"]),
            PortIdType = row.Word($"{remote}PortIdSubtype"),
            PortId = LldpIdentifier.Port(row[$"{remote}PortIdSubtype"], row[$"{remote}PortId"]),
            PortDescription = row.Text($"{remote}PortDesc"),
            Name = row.Text($"{remote}SysName"),
            Description = row.Text($"{remote}SysDesc"),
            Capabilities = [.. row.Bits($"{remote}SysCapEnabled")],
            ManagementAddresses = [.. addresses.GetValueOrDefault(row.Index.ToArray()) ?? []],
            Mib = edition.Mib,
        };
    }

    /// <summary>lldpLocPortNum is the agent's own number: what the port is called says which interface it is, before any number does.</summary>
    private static int? LocalPort(Edition edition, int number, TableRow? local, ImmutableArray<AgentInterface> interfaces, BridgePorts ports)
    {
        if (local is not null)
        {
            var type = local.Word($"{edition.Prefix}LocPortIdSubtype");
            var id = LldpIdentifier.Port(local[$"{edition.Prefix}LocPortIdSubtype"], local[$"{edition.Prefix}LocPortId"]);
            var description = local.Text($"{edition.Prefix}LocPortDesc");
            var found = interfaces.Where(one => type == "macAddress" ? one.MacAddress == id : one.Name == id || one.Description == id || (type == "interfaceAlias" && one.Alias == id)).ToList();
            found = found.Count == 1 ? found : [.. interfaces.Where(one => description is not null && (one.Description == description || one.Name == description))];
            if (found.Count == 1)
            {
                return found[0].Index;
            }
        }

        return ports.IfIndex(number) ?? (interfaces.Any(one => one.Index == number) ? number : null);
    }

    private static Dictionary<uint[], List<IPAddress>> Addresses(AgentPartReading part, Edition edition, IReadOnlyList<TableRow> rows)
    {
        var addresses = new Dictionary<uint[], List<IPAddress>>(IndexComparer.Instance);
        var refused = 0;
        foreach (var row in rows.Where(row => row.Index.Length > edition.KeyLength))
        {
            var index = new IndexReader(row.Index[edition.KeyLength..]);
            var (family, bytes) = (index.Number(), index.CountedBytes());
            if (!index.IsSound)
            {
                refused++;
                continue;
            }

            // IANAAddressFamilyNumbers: ipV4(1), ipV6(2); others are none of ours.
            if (AgentValue.Address(bytes) is { } address && (family, bytes.Length) is (1, 4) or (2, 16))
            {
                var key = row.Index[..edition.KeyLength].ToArray();
                (addresses.TryGetValue(key, out var list) ? list : addresses[key] = []).Add(address);
            }
        }

        part.Refuse(refused, edition.Addresses.Name);
        return addresses;
    }
}
