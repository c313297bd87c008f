namespace Nms.Workflows.Definitions;

/// <summary>What an input is.</summary>
internal enum InputType
{
    /// <summary>Anything.</summary>
    Any,

    String,

    Integer,

    Number,

    Boolean,

    Array,

    Object,

    /// <summary>The id of a project.</summary>
    Project,

    /// <summary>The id or the name of a node.</summary>
    Node,

    /// <summary>A span of time as the definition writes them: 30s, 5m, 2h.</summary>
    Duration,
}
