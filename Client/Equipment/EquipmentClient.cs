using Nms.Contracts.Equipment;

namespace Nms.Client.Equipment;

/// <summary>What discovery found: equipment, profiles, their history, configurations.</summary>
public sealed class EquipmentClient
{
    private readonly ApiConnection _connection;

    internal EquipmentClient(ApiConnection connection) => _connection = connection;

    /// <summary>Equipment that fits, by name, by the page.</summary>
    public Task<EquipmentListResponse> ListAsync(
        Guid? projectId = null,
        string? text = null,
        string? address = null,
        string? mac = null,
        string? name = null,
        string? serial = null,
        string? vendor = null,
        string? deviceType = null,
        string? nodeType = null,
        ProfileStatus? status = null,
        bool? lost = null,
        bool? snmp = null,
        int? limit = null,
        int? offset = null,
        CancellationToken cancellationToken = default) =>
        _connection.GetAsync<EquipmentListResponse>(
            new Route("equipment").With("project_id", projectId).With("q", text).With("address", address).With("mac", mac).With("name", name).With("serial", serial)
                .With("vendor", vendor).With("device_type", deviceType).With("node_type", nodeType).With("status", status).With("lost", lost).With("snmp", snmp).Page(limit, offset),
            cancellationToken);

    /// <summary>One piece of equipment as the list shows it.</summary>
    public Task<EquipmentSummaryResponse> GetAsync(Guid equipmentId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<EquipmentSummaryResponse>(Route.To($"equipment/{equipmentId}"), cancellationToken);

    /// <summary>Forgets equipment with its history.</summary>
    public Task ForgetAsync(Guid equipmentId, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"equipment/{equipmentId}"), null, cancellationToken);

    /// <summary>The profile, or a former version of it.</summary>
    public Task<EquipmentProfileResponse> GetProfileAsync(Guid equipmentId, int? version = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<EquipmentProfileResponse>(Route.To($"equipment/{equipmentId}/profile").With("version", version), cancellationToken);

    /// <summary>The versions of the profile, the newest first, by the page.</summary>
    public Task<ProfileHistoryResponse> ListHistoryAsync(Guid equipmentId, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ProfileHistoryResponse>(Route.To($"equipment/{equipmentId}/history").Page(limit, offset), cancellationToken);

    /// <summary>In what two versions differ; the last two when none are named.</summary>
    public Task<ProfileDiffResponse> CompareAsync(Guid equipmentId, int? from = null, int? to = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ProfileDiffResponse>(Route.To($"equipment/{equipmentId}/diff").With("from", from).With("to", to), cancellationToken);

    /// <summary>Configuration files in their versions, by the page.</summary>
    public Task<ConfigurationListResponse> ListConfigurationsAsync(Guid equipmentId, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<ConfigurationListResponse>(Route.To($"equipment/{equipmentId}/configuration").Page(limit, offset), cancellationToken);

    /// <summary>A configuration file, UTF-8.</summary>
    public Task<byte[]> ReadConfigurationAsync(Guid equipmentId, string name, int? version = null, CancellationToken cancellationToken = default) =>
        _connection.GetBytesAsync(new Route($"equipment/{equipmentId}/configuration/{Route.Parts(name)}").With("version", version), cancellationToken);

    /// <summary>What differs between two versions of a configuration file: a unified diff, UTF-8.</summary>
    public Task<byte[]> CompareConfigurationsAsync(Guid equipmentId, string name, int? from = null, int? to = null, CancellationToken cancellationToken = default) =>
        _connection.GetBytesAsync(Route.To($"equipment/{equipmentId}/configuration/diff").With("name", name).With("from", from).With("to", to), cancellationToken);
}
