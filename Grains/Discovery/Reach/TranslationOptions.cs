namespace Nms.Discovery.Reach;

/// <summary>Where addresses of labs are reached from here: one rule.</summary>
public sealed class TranslationOptions
{
    /// <summary>The GNS3 server whose labs have the addresses, by its name under Gns3:Servers.</summary>
    /// <value>Default: any, and what is in no lab.</value>
    public string? Server { get; set; }

    /// <summary>The project that has the addresses.</summary>
    /// <value>Default: any.</value>
    public Guid? Project { get; set; }

    /// <summary>The addresses as the lab has them: an address or a block, such as 10.1.0.0/16.</summary>
    /// <value>Required.</value>
    public string? From { get; set; }

    /// <summary>The addresses at which this host reaches them: as many, in the same order.</summary>
    /// <value>Required; of the same family and prefix length as <see cref="From"/>.</value>
    public string? To { get; set; }

    /// <summary>What is added to port numbers.</summary>
    /// <remarks>Several addresses of a lab may be forwarded from one, each with its own offset. Where ports are forwarded no echo is sent.</remarks>
    /// <value>Default 0; 0 to 65,000.</value>
    public int PortOffset { get; set; }
}
