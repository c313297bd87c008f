using System.Text.Json;

namespace Nms.Contracts.Topology;

/// <summary>Changes a link; absent members stay as they are.</summary>
/// <param name="Filters">
/// The whole new set of filters; {} clears. frequency_drop [-1..32767], packet_loss [0..100], delay [ms, jitter ms],
/// corrupt [0..100], bpf ["expression"].
/// </param>
/// <param name="Suspend">Whether GNS3 passes nothing over it.</param>
public sealed record UpdateLinkRequest(IReadOnlyDictionary<string, JsonElement>? Filters = null, bool? Suspend = null);
