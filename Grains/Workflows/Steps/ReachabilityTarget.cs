using System.Net;

namespace Nms.Workflows.Steps;

/// <summary>Who is asked for an echo.</summary>
/// <param name="Name">The node, or the address as it was given.</param>
/// <param name="NodeId">The node; null for an address of nobody.</param>
/// <param name="Address">Its address.</param>
internal sealed record ReachabilityTarget(string Name, Guid? NodeId, IPAddress Address);
