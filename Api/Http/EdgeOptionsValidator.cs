using System.Net;
using Microsoft.Extensions.Options;

namespace Nms.Api.Http;

/// <summary>Refuses origins and proxies that cannot be read, each by its key.</summary>
internal sealed class EdgeOptionsValidator : IValidateOptions<EdgeOptions>
{
    public ValidateOptionsResult Validate(string? name, EdgeOptions options)
    {
        var failures = options.CorsOrigins
            .Select((origin, i) => (origin, i))
            .Where(entry => !IsOrigin(entry.origin))
            .Select(entry => $"{EdgeOptions.Section}:{nameof(options.CorsOrigins)}:{entry.i} is '{entry.origin}'; write scheme, host and port only, such as https://ui.example.org.")
            .Concat(options.TrustedProxies
                .Select((proxy, i) => (proxy, i))
                .Where(entry => Network(entry.proxy) is null)
                .Select(entry => $"{EdgeOptions.Section}:{nameof(options.TrustedProxies)}:{entry.i} is '{entry.proxy}'; write an address or a network, such as 10.0.0.5 or 10.0.0.0/8."))
            .ToList();
        return failures is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>An address as a network of one; null when it is neither.</summary>
    internal static IPNetwork? Network(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"
        && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase) && uri.UserInfo.Length == 0;
}
