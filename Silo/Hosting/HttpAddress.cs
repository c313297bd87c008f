using System.Net;

namespace Nms.Silo.Hosting;

/// <summary>Where HTTP listens: what --urls or ASPNETCORE_URLS says, otherwise loopback only, until somebody decides otherwise.</summary>
internal static class HttpAddress
{
    private const string DefaultUrl = "http://127.0.0.1:8080";
    private static readonly string[] s_keys = [WebHostDefaults.ServerUrlsKey, "http_ports", "https_ports", "Kestrel:Endpoints"];

    public static void UseDefaultAddress(this WebApplicationBuilder builder)
    {
        if (!s_keys.Any(key => builder.Configuration.GetSection(key) is var section && (section.Exists() || section.Value is { Length: > 0 })))
            builder.WebHost.UseUrls(DefaultUrl);
    }

    /// <summary>Refuses a port that is taken before anything is started, in words.</summary>
    /// <exception cref="SettingException">Another program listens there, or the address cannot be read.</exception>
    public static void RequireFreeAddress(this WebApplicationBuilder builder)
    {
        var urls = builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey) ?? "";
        foreach (var url in urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var address = Parse(url);
            var port = address.Port;
            var listensOn = IPAddress.TryParse(address.Host.Trim('[', ']'), out var ip) ? ip
                : string.Equals(address.Host, "localhost", StringComparison.OrdinalIgnoreCase) ? IPAddress.Loopback
                : IPAddress.Any;

            if (port != 0 && !LocalPorts.IsFree(listensOn, port))
                throw new SettingException($"Port {port} on {address.Host} is in use; stop the other program, or choose another address with --urls http://127.0.0.1:{FreeHint(port)}.");
        }
    }

    /// <summary>Where HTTP is configured to listen beyond this machine; empty when it is not.</summary>
    public static IReadOnlyList<string> BeyondLoopback(IConfiguration configuration)
    {
        // As Kestrel does it: endpoints of its own section come before addresses, and addresses before bare ports.
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(endpoint => endpoint["Url"] ?? "http://*").ToList();
        var urls = endpoints.Count > 0 ? endpoints : Split(configuration[WebHostDefaults.ServerUrlsKey]);
        var addresses = urls.Count > 0 ? urls : [.. Split(configuration["http_ports"]).Concat(Split(configuration["https_ports"])).Select(port => $"http://*:{port}")];
        return [.. addresses.Where(address => !IsLoopback(Parse(address).Host))];
    }

    /// <summary>Addresses that cannot be read, each a sentence.</summary>
    public static IEnumerable<string> FindMistakes(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            string? mistake = null;
            try
            {
                Parse(url);
            }
            catch (SettingException e)
            {
                mistake = e.Message;
            }

            if (mistake is not null)
                yield return mistake;
        }
    }

    public static bool IsLoopbackOnly(IEnumerable<string> addresses) =>
        addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback);

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static List<string> Split(string? list) => [.. (list ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private static BindingAddress Parse(string url)
    {
        try
        {
            return BindingAddress.Parse(url);
        }
        catch (FormatException)
        {
            throw new SettingException($"--urls (ASPNETCORE_URLS) holds '{url}'; write an address such as {DefaultUrl}.");
        }
    }

    private static int FreeHint(int taken) => LocalPorts.PreferOrFree(IPAddress.Loopback, taken < 65535 ? taken + 1 : taken - 1);
}
