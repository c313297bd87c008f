using System.Text.Json;
using Nms.Contracts;
using Nms.Contracts.Topology;

namespace Nms.Api.Compatibility;

/// <summary>The state of all labs, keyed by id as existing clients read it.</summary>
internal sealed record PublishedTopology(
    IReadOnlyDictionary<string, PublishedProject> Projects,
    IReadOnlyDictionary<string, PublishedNode> Nodes,
    IReadOnlyDictionary<string, PublishedLink> Links,
    IReadOnlyDictionary<string, DrawingResponse> Drawings,
    string ServerStatus,
    TopologySummary Summary) : Answer;

/// <summary>A project with its nodes by id.</summary>
internal sealed record PublishedProject(
    string ProjectId, string Name, string Status, string? Path, string Server, IReadOnlyDictionary<string, PublishedNode> Nodes);

/// <summary>A node, flat, with GNS3's own field names.</summary>
internal sealed record PublishedNode(
    string NodeId,
    string Name,
    string Status,
    string NodeType,
    string ProjectId,
    DateTimeOffset LastUpdate,
    int X,
    int Y,
    int Z,
    int? Console,
    string? ConsoleHost,
    string? ConsoleType,
    string? ComputeId,
    string? Symbol,
    IReadOnlyList<string> PreviousIds);

/// <summary>A link with its two ends.</summary>
internal sealed record PublishedLink(
    string LinkId,
    string ProjectId,
    string LinkType,
    IReadOnlyList<LinkEndResponse> Nodes,
    bool Suspend,
    bool Capturing,
    JsonElement Filters);
