using System.Diagnostics;

namespace Nms.Testing.Servers;

/// <summary>The commands of Net-SNMP.</summary>
public static class NetSnmp
{
    /// <summary>The arguments of a user with the passwords of <see cref="SnmpdServer"/>.</summary>
    public static string[] User(string name, string? auth = null, string? privacy = null) =>
    [
        "-v3", "-u", name, "-l", privacy is not null ? "authPriv" : auth is not null ? "authNoPriv" : "noAuthNoPriv",
        .. auth is null ? Array.Empty<string>() : ["-a", auth, "-A", SnmpdServer.AuthPassword],
        .. privacy is null ? Array.Empty<string>() : ["-x", privacy, "-X", SnmpdServer.PrivacyPassword],
    ];

    /// <summary>Runs one, with names in numbers and without MIB files, and gives what it said.</summary>
    public static Task<string> RunAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken) =>
        RunWithMibAsync(tool, ["-m", "", "-On", .. arguments], cancellationToken);

    /// <summary>Runs one with the MIB that the arguments name, and gives what it said.</summary>
    public static async Task<string> RunWithMibAsync(string tool, IEnumerable<string> arguments, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(SnmpdServer.Tool(tool), ["-t", "5", "-r", "1", .. arguments])
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
