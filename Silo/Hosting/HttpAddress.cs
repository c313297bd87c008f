using System.Net;

namespace Nms.Silo.Hosting;

/// <summary>Where HTTP listens: what --urls or ASPNETCORE_URLS says, otherwise loopback only, because there is no sign-in yet.</summary>
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

    public static bool IsLoopbackOnly(IEnumerable<string> addresses) =>
        addresses.All(address => Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.IsLoopback);

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
