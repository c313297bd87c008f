using Nms.Lab.Agents;
using Nms.Lab.Networks;

namespace Nms.Lab.Console;

/// <summary>What a kind of node says at its console, and how it sets up its network.</summary>
internal interface IDialect
{
    /// <summary>The addresses and routes of the node; complete once <see cref="BootAsync"/> has ended.</summary>
    HostStack Stack { get; }

    /// <summary>What its SNMP agent says of it; null for what has none.</summary>
    AgentIdentity? Identity { get; }

    /// <summary>Reads the start-up files and says what is said at boot.</summary>
    Task BootAsync(Terminal terminal, CancellationToken cancellationToken);

    /// <summary>Converses until the node stops.</summary>
    Task ConverseAsync(Terminal terminal, CancellationToken cancellationToken);
}
