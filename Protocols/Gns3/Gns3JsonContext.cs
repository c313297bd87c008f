using System.Text.Json.Serialization;

namespace Nms.Gns3;

/// <summary>The wire records, read and written without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Gns3Version))]
[JsonSerializable(typeof(Gns3Compute))]
[JsonSerializable(typeof(Gns3Project))]
[JsonSerializable(typeof(Gns3ProjectStats))]
[JsonSerializable(typeof(Gns3Node))]
[JsonSerializable(typeof(Gns3Link))]
[JsonSerializable(typeof(Gns3Drawing))]
[JsonSerializable(typeof(Gns3Snapshot))]
[JsonSerializable(typeof(Gns3Template))]
[JsonSerializable(typeof(Gns3ProjectDraft))]
[JsonSerializable(typeof(Gns3ProjectChanges))]
[JsonSerializable(typeof(Gns3NodeDraft))]
[JsonSerializable(typeof(Gns3NodeChanges))]
[JsonSerializable(typeof(Gns3LinkDraft))]
[JsonSerializable(typeof(Gns3LinkChanges))]
[JsonSerializable(typeof(DuplicateProjectBody))]
[JsonSerializable(typeof(PlaceBody))]
[JsonSerializable(typeof(CaptureBody))]
[JsonSerializable(typeof(SnapshotBody))]
internal sealed partial class Gns3JsonContext : JsonSerializerContext;

internal sealed record DuplicateProjectBody(string Name, bool? ResetMacAddresses);

internal sealed record PlaceBody(int X, int Y, int? Z = null, string? Name = null, string? ComputeId = null);

internal sealed record CaptureBody(string? CaptureFileName, string? DataLinkType);

internal sealed record SnapshotBody(string Name);
