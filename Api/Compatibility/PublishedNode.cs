using System.Text.Json;
using Nms.Contracts.Nodes;

namespace Nms.Api.Compatibility;

/// <summary>One node, in GNS3's words: console, console_host and console_type stand side by side.</summary>
internal sealed record PublishedNode(
    Guid NodeId,
    Guid ProjectId,
    string Name,
    string NodeType,
    string Status,
    string? ComputeId,
    Guid? TemplateId,
    int? Console,
    string? ConsoleHost,
    string? ConsoleType,
    bool ConsoleAutoStart,
    int X,
    int Y,
    int Z,
    int? Width,
    int? Height,
    string? Symbol,
    bool Locked,
    string? CommandLine,
    string? NodeDirectory,
    JsonElement? Label,
    JsonElement? Properties,
    JsonElement? CustomAdapters,
    IReadOnlyList<NodePortResponse> Ports,
    DateTimeOffset StatusChangedAt,
    DateTimeOffset LastUpdate);
