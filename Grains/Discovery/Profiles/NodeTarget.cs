using System.Collections.Immutable;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms.Discovery.Profiles;

/// <summary>A node of a lab that is to be profiled, with what GNS3 knows of it.</summary>
/// <param name="Project">Its project.</param>
/// <param name="Node">The node.</param>
/// <param name="Links">The links that end at it.</param>
internal sealed record NodeTarget(ProjectSnapshot Project, NodeSnapshot Node, ImmutableArray<LinkSnapshot> Links);
