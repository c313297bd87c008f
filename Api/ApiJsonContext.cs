using System.Text.Json.Serialization;
using Nms.Contracts.Events;
using Nms.Contracts.Nodes;
using Nms.Contracts.Projects;
using Nms.Contracts.Topology;

namespace Nms.Api;

/// <summary>Generated serialisers of the answers that are large or asked for often.</summary>
[JsonSerializable(typeof(NodeListResponse))]
[JsonSerializable(typeof(NodeCommandResponse))]
[JsonSerializable(typeof(ProjectListResponse))]
[JsonSerializable(typeof(TopologyResponse))]
[JsonSerializable(typeof(TopologyListResponse))]
[JsonSerializable(typeof(LinkListResponse))]
[JsonSerializable(typeof(EventPageResponse))]
internal sealed partial class ApiJsonContext : JsonSerializerContext;
