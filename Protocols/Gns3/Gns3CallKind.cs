namespace Nms.Gns3;

/// <summary>How a call may be treated.</summary>
internal enum Gns3CallKind
{
    /// <summary>Changes nothing: short limit, repeated after a failure.</summary>
    Read,

    /// <summary>Changes something: sent once.</summary>
    Command,

    /// <summary>Changes something and takes GNS3 long: sent once, long limit.</summary>
    LongCommand,
}
