using System.Reflection;

namespace Nms.Silo.Hosting;

/// <summary>The few lines that say where to go.</summary>
internal static class Banner
{
    public static void Print(TextWriter output, IReadOnlyCollection<string> addresses, SiloSettings settings, IConfiguration configuration, string? generatedPassword)
    {
        var version = typeof(Banner).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0];
        output.WriteLine($"NMS {version} is ready.");
        foreach (var address in addresses)
        {
            output.WriteLine($"  Web      {address}");
            output.WriteLine($"  Swagger  {address}/swagger");
        }

        output.WriteLine(settings.Cluster is null
            ? $"  Data     {settings.DataFolder}"
            : $"  Data     PostgreSQL; membership in Redis, cluster '{settings.ClusterId}'");
        foreach (var server in Servers(settings, configuration))
            output.WriteLine($"  GNS3     {server}");
        output.WriteLine(HttpAddress.IsLoopbackOnly(addresses)
            ? "  Access   sign-in needed; only this machine can reach it"
            : "  Access   sign-in needed");
        if (generatedPassword is not null)
        {
            // Here and nowhere else: not in the log, not in the data folder.
            output.WriteLine($"  Sign in  name {settings.Administrator.Name}, password {generatedPassword}");
            output.WriteLine("           This password is shown this once; change it after signing in.");
        }

        output.WriteLine("  Stop     Ctrl+C");
        output.Flush();
    }

    private static IEnumerable<string> Servers(SiloSettings settings, IConfiguration configuration)
    {
        var names = SiloSettings.ServerNames(configuration);
        if (names.Count == 0)
            yield return $"none; name one with {SiloSettings.ServersSection}:<name>:Url";

        foreach (var name in names)
        {
            var note = settings.Lab is { } lab && name == LabHosting.ServerName ? $" (the built-in Lab, topology {lab.Topology})" : "";
            yield return $"{name} at {WithoutCredentials(configuration[$"{SiloSettings.ServersSection}:{name}:Url"])}{note}";
        }
    }

    private static string WithoutCredentials(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) ? uri.GetLeftPart(UriPartial.Path).Replace($"{uri.UserInfo}@", "", StringComparison.Ordinal).TrimEnd('/') : "?";
}
