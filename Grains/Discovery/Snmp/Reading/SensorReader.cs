using System.Collections.Immutable;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Sensors: ENTITY-SENSOR-MIB, else Cisco's copy of it, else Cisco's older list of temperatures.</summary>
internal static class SensorReader
{
    private static readonly string[] s_rfc = ["entPhySensorType", "entPhySensorScale", "entPhySensorPrecision", "entPhySensorValue", "entPhySensorOperStatus", "ENTITY-SENSOR-MIB"];
    private static readonly string[] s_cisco = ["entSensorType", "entSensorScale", "entSensorPrecision", "entSensorValue", "entSensorStatus", "CISCO-ENTITY-SENSOR-MIB"];

    public static async Task<ImmutableArray<AgentSensor>> ReadAsync(AgentPartReading part, ImmutableArray<AgentModule> modules)
    {
        var names = modules.ToDictionary(module => (uint)module.Index, module => module.Name ?? module.Description);
        var sensors = new List<AgentSensor>();
        foreach (var (table, columns) in new[] { (AgentTables.EntPhySensor, s_rfc), (AgentTables.CiscoSensor, s_cisco) })
        {
            if (sensors.Count == 0)
            {
                var rows = await part.TableAsync(table).ConfigureAwait(false);
                sensors.AddRange(rows.Where(row => row.Index.Length == 1).Select(row => Sensor(row, columns, names)));
                part.Refuse(rows.Count(row => row.Index.Length != 1), table.Name);
            }
        }

        if (sensors.Count == 0)
        {
            var rows = await part.TableAsync(AgentTables.CiscoTemperature).ConfigureAwait(false);
            sensors.AddRange(rows.Select(row => new AgentSensor(
                row.Text("ciscoEnvMonTemperatureStatusDescr") ?? $"temperature {string.Join('.', row.Index.ToArray())}", "celsius",
                row.Int("ciscoEnvMonTemperatureStatusValue"), row.Word("ciscoEnvMonTemperatureState"), "CISCO-ENVMON-MIB")));
        }

        part.Rows = sensors.Count;
        return [.. sensors];
    }

    private static AgentSensor Sensor(TableRow row, string[] columns, Dictionary<uint, string?> names)
    {
        var status = row.Word(columns[4]);
        return new AgentSensor(
            names.GetValueOrDefault(row.Index[0]) ?? FormattableString.Invariant($"sensor {row.Index[0]}"),
            row.Word(columns[0]) ?? "unknown",
            status is "ok" or null ? Value(row.Int(columns[3]), row.Int(columns[1]), row.Int(columns[2])) : null,
            status,
            columns[5]);
    }

    /// <summary>RFC 3433: the scale is a power of a thousand with units at 9; the precision is how many decimal places the number has.</summary>
    public static double? Value(int? value, int? scale, int? precision)
    {
        if (value is not { } number || scale is < 1 or > 17 || precision is < -8 or > 9)
        {
            return null;
        }

        var power = (((scale ?? 9) - 9) * 3) - Math.Max(0, precision ?? 0);
        var result = power < 0 ? number / Math.Pow(10, -power) : number * Math.Pow(10, power);
        return Math.Round(result, 9);
    }
}
