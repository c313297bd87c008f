using System.Text.Json;

namespace Nms.Contracts.Topology;

/// <summary>One link of a project.</summary>
/// <param name="LinkId">GNS3's id.</param>
/// <param name="ProjectId">The project it is in.</param>
/// <param name="LinkType">ethernet or serial.</param>
/// <param name="Nodes">Its two ends.</param>
/// <param name="Suspend">True when GNS3 passes nothing over it.</param>
/// <param name="Capturing">True while a capture runs on it.</param>
/// <param name="CaptureFileName">Name of the capture file.</param>
/// <param name="Filters">Filters in force: delay, packet_loss, frequency_drop, corrupt, bpf.</param>
public sealed record LinkResponse(
    Guid LinkId,
    Guid ProjectId,
    string LinkType,
    IReadOnlyList<LinkEndResponse> Nodes,
    bool Suspend,
    bool Capturing,
    string? CaptureFileName,
    JsonElement Filters) : Answer;

/// <summary>One end of a link.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="AdapterNumber">Its adapter.</param>
/// <param name="PortNumber">Port on the adapter.</param>
/// <param name="Label">GNS3's label.</param>
public sealed record LinkEndResponse(Guid NodeId, int AdapterNumber, int PortNumber, JsonElement? Label);
