using System.Diagnostics;
using Nms.Probes;

namespace Nms.ProbesBenchmarks;

/// <summary>Two hosts in network namespaces. The far one answers for all of 10.77.0.0/16 and drops what is for 10.78.0.0/16.</summary>
internal sealed class NamespacePair : IAsyncDisposable
{
    public const string Answering = "10.77.0.0/16";
    public const string Silent = "10.78.0.0/16";

    private static readonly string s_here = $"nms-bench-{Environment.ProcessId}-here";
    private static readonly string s_there = $"nms-bench-{Environment.ProcessId}-there";

    public static NetworkNamespace Here => new(s_here);

    public static async Task<NamespacePair> CreateAsync()
    {
        foreach (var name in new[] { s_here, s_there })
        {
            await IpAsync($"netns add {name}");
            await IpAsync($"-n {name} link set lo up");
        }

        await IpAsync($"-n {s_here} link add right type veth peer name left netns {s_there}");
        await IpAsync($"-n {s_here} addr add 10.76.0.1/24 dev right");
        await IpAsync($"-n {s_there} addr add 10.76.0.2/24 dev left");
        await IpAsync($"-n {s_here} link set right up");
        await IpAsync($"-n {s_there} link set left up");
        await IpAsync($"-n {s_here} route add default via 10.76.0.2");
        await IpAsync($"-n {s_there} route add local {Answering} dev lo");
        await IpAsync($"-n {s_there} route add blackhole {Silent}");
        return new NamespacePair();
    }

    /// <summary>The arguments of <c>ip</c> that run a program on the near host.</summary>
    public static string[] Run(params string[] command) => ["netns", "exec", s_here, .. command];

    public async ValueTask DisposeAsync()
    {
        await IpAsync($"netns delete {s_here}");
        await IpAsync($"netns delete {s_there}");
    }

    private static async Task IpAsync(string arguments)
    {
        using var process = Process.Start("ip", arguments);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"ip {arguments} ended with {process.ExitCode}; this needs root.");
        }
    }
}
