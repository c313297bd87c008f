using System.Collections.Immutable;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Physical parts by ENTITY-MIB.</summary>
internal static class ModuleReader
{
    public static async Task<ImmutableArray<AgentModule>> ReadAsync(AgentPartReading part)
    {
        var rows = await part.TableAsync(AgentTables.EntPhysical).ConfigureAwait(false);
        var sound = rows.Where(row => row.Index is [> 0 and <= int.MaxValue]).ToList();
        part.Refuse(rows.Count - sound.Count, AgentTables.EntPhysical.Name);
        part.Rows = sound.Count;
        return
        [
            .. sound.Select(row => new AgentModule
            {
                Index = (int)row.Index[0],
                Class = row.Word("entPhysicalClass"),
                Name = row.Text("entPhysicalName"),
                Description = row.Text("entPhysicalDescr"),
                Model = row.Text("entPhysicalModelName"),
                Serial = row.Text("entPhysicalSerialNum"),
                Manufacturer = row.Text("entPhysicalMfgName"),
                HardwareRevision = row.Text("entPhysicalHardwareRev"),
                FirmwareRevision = row.Text("entPhysicalFirmwareRev"),
                SoftwareRevision = row.Text("entPhysicalSoftwareRev"),
                ContainedIn = row.Int("entPhysicalContainedIn") is > 0 and var holder ? holder : 0,
            }),
        ];
    }
}
