using Nms.Contracts.Equipment;
using Nms.Equipment;
using WireFactConfidence = Nms.Contracts.Equipment.FactConfidence;
using WireFactSource = Nms.Contracts.Equipment.FactSource;
using WireProfileStatus = Nms.Contracts.Equipment.ProfileStatus;
using WireSectionOutcome = Nms.Contracts.Equipment.SectionOutcome;

namespace Nms.Api.Equipment;

/// <summary>Profiles and what stands in them as JSON shows them.</summary>
internal static class ProfileMapping
{
    public static EquipmentProfileResponse ToResponse(this EquipmentProfile it) => new(
        it.EquipmentId,
        it.ProjectId,
        it.Server,
        it.RunId,
        it.Name,
        it.NodeType,
        it.NodeStatus,
        (WireProfileStatus)it.Status,
        it.Error,
        it.StartedAt,
        it.CompletedAt,
        [.. it.Sections.Select(one => one.ToResponse())],
        it.HostName?.ToResponse(),
        it.Vendor?.ToResponse(),
        it.OperatingSystem?.ToResponse(),
        it.SoftwareVersion?.ToResponse(),
        it.Model?.ToResponse(),
        it.SerialNumber?.ToResponse(),
        it.DeviceType?.ToResponse(),
        it.Location?.ToResponse(),
        it.Contact?.ToResponse(),
        [.. it.Interfaces.Select(one => one.ToResponse())],
        [.. it.Addresses.Select(one => one.ToResponse())],
        [.. it.Vlans.Select(one => one.ToResponse())],
        [.. it.Routes.Select(one => one.ToResponse())],
        [.. it.Neighbours.Select(one => one.ToResponse())],
        [.. it.Adjacencies.Select(one => one.ToResponse())],
        [.. it.Reachability.Select(one => one.ToResponse())],
        it.Snmp?.ToResponse(),
        it.Console?.ToResponse(),
        it.Performance?.ToResponse(),
        [.. it.Modules.Select(one => one.ToResponse())],
        [.. it.Sensors.Select(one => one.ToResponse())],
        [.. it.Files.Select(one => one.ToResponse())],
        [.. it.Leases.Select(one => one.ToResponse())],
        [.. it.Conflicts.Select(one => one.ToResponse())],
        it.Notes,
        it.Version,
        it.Kernel?.ToResponse(),
        [.. it.Pools.Select(one => one.ToResponse())],
        [.. it.Reservations.Select(one => one.ToResponse())],
        it.DnsServers,
        [.. it.RoutingProtocols.Select(one => one.ToResponse())],
        [.. it.Services.Select(one => one.ToResponse())],
        AbsentFields.Of(it));

    public static EquipmentSummaryResponse ToResponse(this EquipmentSummary it) => new(
        it.EquipmentId,
        it.ProjectId,
        it.Server,
        it.Name,
        it.HostName,
        it.NodeType,
        it.DeviceType,
        it.Vendor,
        it.Model,
        it.SerialNumber,
        it.OperatingSystem,
        (WireProfileStatus)it.Status,
        it.Lost,
        it.Addresses,
        it.MacAddresses,
        it.SnmpAvailable,
        it.FirstSeenAt,
        it.SeenAt,
        it.ChangedAt,
        it.Version,
        it.LostAt,
        it.LostReason);

    public static ProfileSectionResponse ToResponse(this ProfileSection it) => new(
        it.Name,
        (WireSectionOutcome)it.Outcome,
        it.Reason,
        Math.Round(it.Took.TotalSeconds, 3),
        it.Requests,
        it.ReadAt);

    public static ProfileValueResponse ToResponse(this ProfileValue it) => new(
        it.Value,
        (WireFactSource)it.Source,
        it.At,
        (WireFactConfidence)it.Confidence,
        [.. it.Rivals.Select(one => one.ToResponse())],
        it.Why);

    public static RivalValueResponse ToResponse(this RivalValue it) => new(
        it.Value,
        (WireFactSource)it.Source,
        it.At);

    public static ProfileConflictResponse ToResponse(this ProfileConflict it) => new(
        it.Path,
        it.Value.ToResponse());

    public static ProfileChangeResponse ToResponse(this ProfileChange it) => new(
        it.Path,
        it.Before,
        it.After);

    public static ProfileVersionResponse ToResponse(this ProfileVersion it) => new(
        it.Version,
        it.At,
        it.RunId,
        (WireProfileStatus)it.Status,
        [.. it.Changes.Select(one => one.ToResponse())],
        it.ChangeCount);

    public static SightingResponse ToResponse(this Sighting it) => new(
        (WireFactSource)it.Source,
        it.At,
        (WireFactConfidence)it.Confidence,
        it.Detail);

    public static EquipmentFileResponse ToResponse(this EquipmentFile it) => new(
        it.Name,
        (WireFactSource)it.Source,
        it.Bytes,
        it.Sha256,
        it.At,
        it.Version,
        it.NotUnderstood);

    public static ConfigurationVersionResponse ToResponse(this ConfigurationVersion it) => new(
        it.Name,
        it.Version,
        it.At,
        it.LastSeenAt,
        (WireFactSource)it.Source,
        it.Bytes,
        it.Sha256);
}
