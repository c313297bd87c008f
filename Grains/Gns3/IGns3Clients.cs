using System.Collections.Immutable;

namespace Nms.Gns3;

/// <summary>The configured GNS3 servers.</summary>
internal interface IGns3Clients
{
    /// <summary>Their names, in order.</summary>
    ImmutableArray<string> Names { get; }

    /// <summary>The server of a name, or null when none is configured.</summary>
    Gns3Connection? Find(string name);

    /// <summary>The server of a name.</summary>
    /// <exception cref="NotFoundException">server_not_found.</exception>
    Gns3Connection Get(string name) => Find(name)
        ?? throw new NotFoundException("server_not_found", $"No GNS3 server {name} is configured; set Gns3:Servers:{name}:Url.");
}
