using System.Text.Json;

namespace Nms.Contracts.Nodes;

/// <summary>One node of a GNS3 project.</summary>
/// <param name="NodeId">GNS3's id.</param>
/// <param name="ProjectId">The project it is in.</param>
/// <param name="Server">Name of the configured GNS3 server it lives on.</param>
/// <param name="Name">GNS3's name, unique in its project.</param>
/// <param name="NodeType">vpcs, qemu, dynamips, docker, iou, ethernet_switch, cloud, nat, …</param>
/// <param name="Status">Power state.</param>
/// <param name="ComputeId">The compute that runs it.</param>
/// <param name="TemplateId">The template it was made from.</param>
/// <param name="Console">Where its console listens, or null when GNS3 gave none.</param>
/// <param name="X">Position on the canvas.</param>
/// <param name="Y">Position on the canvas.</param>
/// <param name="Z">Layer on the canvas.</param>
/// <param name="Width">Width of the symbol.</param>
/// <param name="Height">Height of the symbol.</param>
/// <param name="Symbol">GNS3 symbol.</param>
/// <param name="Locked">True when it may not be moved.</param>
/// <param name="ConsoleAutoStart">Whether the console opens when the node starts.</param>
/// <param name="CommandLine">The emulator's command line, empty until started.</param>
/// <param name="NodeDirectory">Working directory on the compute.</param>
/// <param name="Ports">Ports in GNS3's order.</param>
/// <param name="Properties">GNS3's properties of this node type.</param>
/// <param name="Label">GNS3's label.</param>
/// <param name="CustomAdapters">GNS3's custom adapters.</param>
/// <param name="PreviousIds">Ids it had before snapshot restores gave it new ones, oldest first.</param>
/// <param name="StatusChangedAt">When the status last changed.</param>
public sealed record NodeResponse(
    Guid NodeId,
    Guid ProjectId,
    string Server,
    string Name,
    string NodeType,
    NodeStatus Status,
    string? ComputeId,
    Guid? TemplateId,
    ConsoleResponse? Console,
    int X,
    int Y,
    int Z,
    int? Width,
    int? Height,
    string? Symbol,
    bool Locked,
    bool ConsoleAutoStart,
    string? CommandLine,
    string? NodeDirectory,
    IReadOnlyList<NodePortResponse> Ports,
    JsonElement? Properties,
    JsonElement? Label,
    JsonElement? CustomAdapters,
    IReadOnlyList<Guid> PreviousIds,
    DateTimeOffset StatusChangedAt) : Answer;
