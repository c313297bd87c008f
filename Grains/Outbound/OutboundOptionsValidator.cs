using System.Net;
using Microsoft.Extensions.Options;

namespace Nms.Outbound;

/// <summary>Refuses networks that cannot be read, each by its key.</summary>
internal sealed class OutboundOptionsValidator : IValidateOptions<OutboundOptions>
{
    public ValidateOptionsResult Validate(string? name, OutboundOptions options)
    {
        var failures = Failures(nameof(options.Forbidden), options.Forbidden).Concat(Failures(nameof(options.Allowed), options.Allowed)).ToList();
        return failures is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    /// <summary>A network, or an address as a network of one; null when it is neither.</summary>
    internal static IPNetwork? Read(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(text, out var network) ? network
        : null;

    private static IEnumerable<string> Failures(string setting, IReadOnlyList<string> networks) => networks
        .Select((network, i) => (network, i))
        .Where(entry => Read(entry.network) is null)
        .Select(entry => $"{OutboundOptions.Section}:{setting}:{entry.i} is '{entry.network}'; write an address or a network, such as 10.0.0.0/8.");
}
