namespace Nms.Workflows.Steps;

/// <summary>By what a node shows that it is up.</summary>
internal enum ReadinessSign
{
    /// <summary>By its console's prompt, or its console's question for a login.</summary>
    Console,

    /// <summary>By an echo.</summary>
    Ping,

    /// <summary>By its agent.</summary>
    Snmp,

    /// <summary>By GNS3's word that it is started: for nodes that boot nothing.</summary>
    Status,
}
