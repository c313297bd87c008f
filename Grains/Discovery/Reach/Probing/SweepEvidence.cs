namespace Nms.Discovery.Reach.Probing;

/// <summary>By what a sweep found an address.</summary>
internal enum SweepEvidence
{
    /// <summary>It echoed.</summary>
    Echo,

    /// <summary>It accepted a connection.</summary>
    OpenPort,

    /// <summary>It refused a connection.</summary>
    ClosedPort,

    /// <summary>An SNMP agent answered.</summary>
    Agent,
}
