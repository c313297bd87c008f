using System.Net;
using Nms.Probes;

namespace Nms.Testing.Servers;

/// <summary>
/// Four hosts in network namespaces, one behind the other: here - first - second - there, joined by 10.1.0.0/24, 10.2.0.0/24 and
/// 10.3.0.0/24, and fd00:1::/64 to fd00:3::/64; each host has the .1 of the network behind it and the .2 of the one before. One in a
/// process: use it as an assembly or class fixture.
/// </summary>
public sealed class NetworkLab : Xunit.IAsyncLifetime
{
    private static readonly string[] s_hosts = ["here", "first", "second", "there"];

    public static readonly IPAddress First = IPAddress.Parse("10.1.0.2");
    public static readonly IPAddress Second = IPAddress.Parse("10.2.0.2");
    public static readonly IPAddress There = IPAddress.Parse("10.3.0.2");

    /// <summary>
    /// Nobody has it, which the last router says. It says so as often as it is asked: errors of an unreachable route have a limit of the
    /// kernel's own, five and then one a second, that no namespace can change.
    /// </summary>
    public static readonly IPAddress Nobody = IPAddress.Parse("10.3.0.254");

    private string? _skipReason;

    /// <summary>Why there is none; null when there is. A missing package fails on a build machine, a missing right does not.</summary>
    public string? SkipReason => _skipReason;

    public static NetworkNamespace Here => Namespace("here");

    public static NetworkNamespace Namespace(string host) => new(Name(host));

    /// <summary>Runs a program on a host and gives what it said, whatever it thought of it.</summary>
    public static async Task<string> RunAsync(string host, params string[] command)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("ip", ["netns", "exec", Name(host), .. command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return await output + await errors;
    }

    /// <summary>Skips the test when a program is missing.</summary>
    public static void Need(string program, string package)
    {
        if (ServerProcess.Find(program, "/usr/sbin", "/sbin") is null)
        {
            Xunit.Assert.Skip(ServerProcess.Missing($"{program} is not installed: install the package {package}."));
        }
    }

    public void Need() => Xunit.Assert.SkipWhen(_skipReason is not null, _skipReason ?? "");

    public async ValueTask InitializeAsync()
    {
        if (ServerProcess.Find("ip", "/usr/sbin", "/sbin") is null)
        {
            _skipReason = ServerProcess.Missing("ip is not installed: install the package iproute2.");
            return;
        }

        try
        {
            foreach (var host in s_hosts)
            {
                await Ip("netns", "add", Name(host));
                await Ip("-n", Name(host), "link", "set", "lo", "up");
                await RunAsync(host, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward; echo 1 > /proc/sys/net/ipv6/conf/all/forwarding; echo '0 2147483647' > /proc/sys/net/ipv4/ping_group_range");

                // Hosts send a few errors a second to each other host, and some to all; the tests ask more.
                await RunAsync(host, "sh", "-c", "cd /proc/sys/net; echo 0 > ipv4/icmp_ratelimit; echo 0 > ipv4/icmp_ratemask; echo 0 > ipv6/icmp/ratelimit");
            }

            for (var i = 1; i < s_hosts.Length; i++)
            {
                var (near, far) = (Name(s_hosts[i - 1]), Name(s_hosts[i]));
                await Ip("-n", near, "link", "add", "right", "type", "veth", "peer", "name", "left", "netns", far);
                foreach (var (host, link, number) in new[] { (near, "right", 1), (far, "left", 2) })
                {
                    await Ip("-n", host, "addr", "add", $"10.{i}.0.{number}/24", "dev", link);
                    await Ip("-n", host, "link", "set", link, "up");
                    await RunAsync(s_hosts[i - 2 + number], "ip", "-6", "addr", "add", $"fd00:{i}::{number}/64", "dev", link, "nodad");
                }
            }

            // The last router soon says that nobody has an address.
            await RunAsync("second", "sh", "-c", "echo 50 > /proc/sys/net/ipv4/neigh/right/retrans_time_ms");
            foreach (var (host, family, gateway) in new[]
                     {
                         ("here", "-4", "10.1.0.2"), ("first", "-4", "10.2.0.2"), ("second", "-4", "10.2.0.1"), ("there", "-4", "10.3.0.1"),
                         ("here", "-6", "fd00:1::2"), ("first", "-6", "fd00:2::2"), ("second", "-6", "fd00:2::1"), ("there", "-6", "fd00:3::1"),
                     })
            {
                await RunAsync(host, "ip", family, "route", "add", "default", "via", gateway);
            }
        }
        catch (InvalidOperationException e)
        {
            _skipReason = $"This machine gives no network namespaces: {e.Message}";
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in s_hosts)
        {
            if (File.Exists($"/run/netns/{Name(host)}"))
            {
                await Ip("netns", "delete", Name(host));
            }
        }
    }

    private static string Name(string host) => $"nms-{Environment.ProcessId}-{host}";

    private static Task Ip(params string[] arguments) => ServerProcess.RunAsync("ip", arguments);
}
