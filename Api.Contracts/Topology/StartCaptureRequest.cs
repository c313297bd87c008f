namespace Nms.Contracts.Topology;

/// <summary>Starts a packet capture.</summary>
/// <param name="CaptureFileName">File name; GNS3 chooses one when absent.</param>
public sealed record StartCaptureRequest(string? CaptureFileName = null);
