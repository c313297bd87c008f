namespace Nms.Topology;

/// <summary>How what is drawn and what is seen go together.</summary>
[GenerateSerializer, Alias("Nms.Topology.DriftState")]
public enum DriftState
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>It is drawn, and seen as it is drawn.</summary>
    Confirmed = 1,

    /// <summary>It is drawn, and who ought to see it does not.</summary>
    DrawnNotSeen = 2,

    /// <summary>It is seen, and nothing of the kind is drawn.</summary>
    SeenNotDrawn = 3,

    /// <summary>The two are linked, but at other ports than drawn.</summary>
    WrongPort = 4,

    /// <summary>One end sees the other, and is not seen by it although it could be.</summary>
    OneWay = 5,

    /// <summary>Nobody could see it: nothing follows from that nobody does.</summary>
    NotObservable = 6,

    /// <summary>It is suspended in GNS3, and not seen: as it should be.</summary>
    Suspended = 7,

    /// <summary>It is suspended in GNS3, and seen nevertheless.</summary>
    SeenThoughSuspended = 8,
}
