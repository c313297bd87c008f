using System.Net;
using Microsoft.Extensions.Options;

namespace Nms.Discovery.Reach.Probing;

/// <summary>Refuses settings out of their range, each by its key.</summary>
internal sealed class HostProbeOptionsValidator : IValidateOptions<HostProbeOptions>
{
    private const int MostSweepPorts = 16;
    private const int MostPorts = 1_024;

    public ValidateOptionsResult Validate(string? name, HostProbeOptions options)
    {
        var errors = new List<string>();
        Between(nameof(options.HostTimeout), options.HostTimeout, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Between(nameof(options.Echoes), options.Echoes, 1, 100);
        Between(nameof(options.EchoInterval), options.EchoInterval, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Between(nameof(options.EchoTimeout), options.EchoTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromSeconds(10));
        Between(nameof(options.SweepEchoesPerSecond), options.SweepEchoesPerSecond, 1, 1_000_000);
        Between(nameof(options.PortsAtATime), options.PortsAtATime, 1, 64);
        Between(nameof(options.ConnectTimeout), options.ConnectTimeout, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Between(nameof(options.MaxConnections), options.MaxConnections, 1, 4_096);
        Between(nameof(options.ConnectionsPerSecond), options.ConnectionsPerSecond, 1, 100_000);
        Between(nameof(options.ServiceTimeout), options.ServiceTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Between(nameof(options.ServiceBytes), options.ServiceBytes, 256, 65_536);
        Between(nameof(options.MaxHops), options.MaxHops, 1, 255);
        Between(nameof(options.MaxTraces), options.MaxTraces, 1, 64);
        Between(nameof(options.NameTimeout), options.NameTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Between(nameof(options.MaxNames), options.MaxNames, 1, 64);
        CheckPorts(nameof(options.SweepPorts), options.SweepPorts, MostSweepPorts);
        foreach (var (kind, ports) in options.Ports)
        {
            if (!PortSets.Kinds.Contains(kind))
            {
                errors.Add($"{HostProbeOptions.Section}:{nameof(options.Ports)}:{kind} is no kind of equipment; there are {string.Join(", ", PortSets.Kinds.Order(StringComparer.Ordinal))}.");
            }

            CheckPorts($"{nameof(options.Ports)}:{kind}", ports, MostPorts);
        }

        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void CheckPorts(string setting, IReadOnlyList<int> ports, int most)
        {
            Between($"{setting} (count)", ports.Count, 0, most);
            for (var i = 0; i < ports.Count; i++)
            {
                Between(FormattableString.Invariant($"{setting}:{i}"), ports[i], 1, IPEndPoint.MaxPort);
            }
        }

        void Between<T>(string setting, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.Add(FormattableString.Invariant($"{HostProbeOptions.Section}:{setting} is {value}; it must be between {least} and {most}."));
            }
        }
    }
}
