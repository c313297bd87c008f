using System.Diagnostics;
using Nms.Testing.Servers;

namespace Nms.Protocols.Snmp.Tests;

/// <summary>The commands of Net-SNMP.</summary>
internal static class NetSnmp
{
    public static string[] User(string name, string? auth = null, string? privacy = null) =>
    [
        "-v3", "-u", name, "-l", privacy is not null ? "authPriv" : auth is not null ? "authNoPriv" : "noAuthNoPriv",
        .. auth is null ? Array.Empty<string>() : ["-a", auth, "-A", SnmpdServer.AuthPassword],
        .. privacy is null ? Array.Empty<string>() : ["-x", privacy, "-X", SnmpdServer.PrivacyPassword],
    ];

    /// <summary>Runs one, with names in numbers and without MIB files, and gives what it said.</summary>
    public static async Task<string> RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(SnmpdServer.Tool(tool), ["-m", "", "-On", "-t", "5", "-r", "1", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return (await output + await errors).Trim();
    }
}
