namespace Nms.Lab.Nodes;

/// <summary>What the server says about a node: nothing in between exists.</summary>
public enum NodeStatus
{
    /// <summary>Its emulator does not run.</summary>
    Stopped,

    /// <summary>Its emulator runs, whether or not it has booted.</summary>
    Started,

    /// <summary>Its emulator is halted and keeps its memory.</summary>
    Suspended,
}
