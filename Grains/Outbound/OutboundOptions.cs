namespace Nms.Outbound;

/// <summary>Which addresses callers may have this platform speak to. Addresses in the configuration itself are not concerned.</summary>
public sealed class OutboundOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Outbound";

    /// <summary>Networks that may not be spoken to, beside those that never make sense: loopback, link-local, metadata services, multicast, reserved.</summary>
    /// <remarks>Private networks are where labs are, so they are permitted unless listed here.</remarks>
    /// <value>None.</value>
    public IReadOnlyList<string> Forbidden { get; set; } = [];

    /// <summary>Networks that may be spoken to although they are forbidden otherwise.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Allowed { get; set; } = [];
}
