using System.Collections.Immutable;

namespace Nms.Equipment;

/// <summary>What becomes of equipment when a profile of it arrives. Pure.</summary>
internal static class EquipmentLogic
{
    /// <summary>Changes that a version of the history keeps; more are counted.</summary>
    public const int MostChanges = 200;

    public static EquipmentDecision Record(EquipmentState state, EquipmentProfile found, DateTimeOffset now)
    {
        if (state.Profile is not { } before)
        {
            var first = found with { Version = 1 };
            return new EquipmentDecision(
                new EquipmentState { Profile = first, FirstSeenAt = now, SeenAt = now, ChangedAt = now, Outbox = state.Outbox },
                [EquipmentEvents.Discovered(first, again: false)],
                new ProfileVersion { Version = 1, At = now, RunId = found.RunId, Status = found.Status },
                IsNew: true);
        }

        // What the last discovery knew of a file is not forgotten because this one did not read it.
        var merged = found with { Files = [.. found.Files, .. before.Files.Where(old => found.Files.All(file => file.Name != old.Name))] };
        var changes = ProfileDiff.Compare(before, merged);
        var version = changes is [] ? before.Version : before.Version + 1;
        var profile = merged with { Version = version };
        var next = state with { Profile = profile, SeenAt = now, ChangedAt = changes is [] ? state.ChangedAt : now, Lost = false, LostAt = null, LostReason = null };
        return new EquipmentDecision(
            next,
            [
                .. state.Lost ? [EquipmentEvents.Discovered(profile, again: true)] : ImmutableArray<Events.EventDraft>.Empty,
                .. changes is [] ? ImmutableArray<Events.EventDraft>.Empty : [EquipmentEvents.Changed(profile, changes)],
            ],
            changes is [] ? null : new ProfileVersion
            {
                Version = version,
                At = now,
                RunId = found.RunId,
                Status = found.Status,
                Changes = [.. changes.Take(MostChanges)],
                ChangeCount = changes.Length,
            },
            IsNew: state.Lost);
    }

    /// <summary>The state of equipment that was not found any more, or null when that is known or nothing is.</summary>
    public static EquipmentState? Lose(EquipmentState state, string reason, DateTimeOffset now) =>
        state is { Profile: not null, Lost: false } ? state with { Lost = true, LostAt = now, LostReason = reason } : null;

    public static EquipmentSummary Summarise(EquipmentState state)
    {
        var profile = state.Profile!;
        return new EquipmentSummary
        {
            EquipmentId = profile.EquipmentId,
            ProjectId = profile.ProjectId,
            Server = profile.Server,
            Name = profile.Name,
            HostName = profile.HostName?.Value,
            NodeType = profile.NodeType,
            DeviceType = profile.DeviceType?.Value,
            Vendor = profile.Vendor?.Value,
            Model = profile.Model?.Value,
            SerialNumber = profile.SerialNumber?.Value,
            OperatingSystem = profile.OperatingSystem?.Value,
            Status = profile.Status,
            Lost = state.Lost,
            LostAt = state.LostAt,
            LostReason = state.LostReason,
            Addresses = [.. profile.Addresses.Where(address => address.Verdict != AddressVerdict.Refuted).Select(address => address.Address)],
            MacAddresses = [.. MacAddressesOf(profile)],
            SnmpAvailable = profile.Snmp?.Available ?? false,
            FirstSeenAt = state.FirstSeenAt,
            SeenAt = state.SeenAt,
            ChangedAt = state.ChangedAt,
            Version = profile.Version,
        };
    }

    public static IEnumerable<string> MacAddressesOf(EquipmentProfile profile) =>
        profile.Interfaces.Select(one => one.MacAddress).OfType<string>().Distinct(StringComparer.Ordinal);
}
