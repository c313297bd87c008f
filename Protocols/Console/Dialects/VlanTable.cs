using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads "show vlan brief" of IOS, NX-OS and EOS: number, name, state, ports, and lines of further ports.</summary>
internal static partial class VlanTable
{
    private const int MostPorts = 1_000;

    public static void Parse(string text, FactsBuilder facts)
    {
        (int Id, string Name, List<string> Ports)? current = null;
        foreach (var line in Words.Lines(text))
        {
            if (Row().Match(line) is { Success: true } row && Words.Number(row.Groups["id"].Value) is { } id)
            {
                Add();
                current = (id, row.Groups["name"].Value.Trim(), Ports(row.Groups["ports"].Value));
            }
            else if (current is { } open && line.StartsWith("      ", StringComparison.Ordinal) && open.Ports.Count < MostPorts)
            {
                open.Ports.AddRange(Ports(line));
            }
        }

        Add();

        void Add()
        {
            // IOS lists the VLANs of FDDI and token ring, which no port can be in.
            if (current is var (number, name, ports) && number is not (>= 1002 and <= 1005)) facts.Vlan(number, name, ports);
        }
    }

    private static List<string> Ports(string text) =>
        [.. text.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries).Where(port => Port().IsMatch(port))];

    [GeneratedRegex(@"^(?<id>\d{1,4})\s+(?<name>\S.{0,31}?)\s+(?:active|suspended|act/\w+|sus/\w+)(?:\s+(?<ports>.*))?$")]
    private static partial Regex Row();

    [GeneratedRegex(@"^[A-Za-z][A-Za-z\-]{0,20}\d[\d/.]{0,15}$")]
    private static partial Regex Port();
}
