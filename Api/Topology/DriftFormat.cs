namespace Nms.Api.Topology;

/// <summary>Forms of the drift report.</summary>
internal enum DriftFormat
{
    /// <summary>JSON.</summary>
    Json = 0,

    /// <summary>GraphML.</summary>
    Graphml = 1,

    /// <summary>DOT, for Graphviz.</summary>
    Dot = 2,
}
