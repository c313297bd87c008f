namespace Nms.Discovery.Snmp;

/// <summary>How agents are entered and read.</summary>
public sealed class SnmpDiscoveryOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Discovery:Snmp";

    /// <summary>What is tried at agents, in this order.</summary>
    /// <remarks>Every silent one costs its patience at each address without an agent; bind them to ranges or projects.</remarks>
    /// <value>None: the community public with SNMPv2c.</value>
    public IReadOnlyList<SnmpCredentialOptions> Credentials { get; set; } = [];

    /// <summary>Whether communities and users that a node's own configuration names are tried at it, after the credentials of the settings.</summary>
    /// <remarks>They are never shown; profiles say in which file and line they stand.</remarks>
    /// <value>Default true.</value>
    public bool TryConfigured { get; set; } = true;

    /// <summary>The wait for the first answer of an agent; each repetition waits twice as long.</summary>
    /// <value>Default 1 second; 50 milliseconds to 30 seconds.</value>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>How often an unanswered request is repeated; in the search for a credential once at most.</summary>
    /// <value>Default 2; 0 to 5.</value>
    public int Retries { get; set; } = 2;

    /// <summary>The pause between two credentials at one agent.</summary>
    /// <value>Default 250 milliseconds; 0 to 10 seconds.</value>
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>For how long an agent that accepted nothing is not tried again.</summary>
    /// <remarks>Agents lock users out who come with wrong passwords too often.</remarks>
    /// <value>Default 30 seconds; 0 to 1 day.</value>
    public TimeSpan RestAfterFailure { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many requests wait for an answer of one agent at a time.</summary>
    /// <value>Default 2; 1 to 16.</value>
    public int MaxInFlightPerAgent { get; set; } = 2;

    /// <summary>How many rows are read of a table.</summary>
    /// <value>Default 10,000; 16 to 1,000,000.</value>
    public int MaxRows { get; set; } = 10_000;

    /// <summary>How many routes are read: a router of the Internet has a million.</summary>
    /// <value>Default 2,000; 16 to 1,000,000.</value>
    public int MaxRoutes { get; set; } = 2_000;

    /// <summary>How many requests one agent is sent for an inventory.</summary>
    /// <value>Default 2,000; 16 to 1,000,000.</value>
    public int MaxRequests { get; set; } = 2_000;

    /// <summary>How long reading one agent may take, after a credential was found.</summary>
    /// <value>Default 1 minute; 1 second to 1 hour.</value>
    public TimeSpan MaxTime { get; set; } = TimeSpan.FromMinutes(1);
}
