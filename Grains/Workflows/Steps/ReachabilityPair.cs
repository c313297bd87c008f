using Nms.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>Who asks whom for an echo.</summary>
internal sealed record ReachabilityPair(NodeSnapshot From, ReachabilityTarget To);
