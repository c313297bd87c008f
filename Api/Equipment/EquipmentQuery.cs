using Microsoft.AspNetCore.Mvc;
using Nms.Equipment;

namespace Nms.Api.Equipment;

/// <summary>Which equipment is asked for. What is left out restricts nothing.</summary>
internal sealed record EquipmentQuery
{
    [FromQuery(Name = "project_id")] public Guid? ProjectId { get; init; }

    [FromQuery(Name = "q")] public string? Text { get; init; }

    [FromQuery(Name = "address")] public string? Address { get; init; }

    [FromQuery(Name = "mac")] public string? Mac { get; init; }

    [FromQuery(Name = "name")] public string? Name { get; init; }

    [FromQuery(Name = "serial")] public string? Serial { get; init; }

    [FromQuery(Name = "vendor")] public string? Vendor { get; init; }

    [FromQuery(Name = "device_type")] public string? DeviceType { get; init; }

    [FromQuery(Name = "node_type")] public string? NodeType { get; init; }

    [FromQuery(Name = "status")] public Word<Nms.Contracts.Equipment.ProfileStatus>? Status { get; init; }

    [FromQuery(Name = "lost")] public bool? Lost { get; init; }

    [FromQuery(Name = "snmp")] public bool? Snmp { get; init; }

    public bool Matches(EquipmentSummary one) =>
        (ProjectId is null || one.ProjectId == ProjectId)
        && (Address is null || EquipmentSearch.HasAddress(one, Address))
        && (Mac is null || EquipmentSearch.HasMac(one, Mac))
        && (Name is null || Has(one.Name, Name) || Has(one.HostName, Name))
        && (Serial is null || Is(one.SerialNumber, Serial))
        && (Vendor is null || Has(one.Vendor, Vendor))
        && (DeviceType is null || Is(one.DeviceType, DeviceType))
        && (NodeType is null || Is(one.NodeType, NodeType))
        && (Status is null || (int)one.Status == (int)Status.Value.Value)
        && (Lost is null || one.Lost == Lost)
        && (Snmp is null || one.SnmpAvailable == Snmp)
        && (Text is null || IsLike(one, Text));

    private static bool IsLike(EquipmentSummary one, string text) =>
        Has(one.Name, text) || Has(one.HostName, text) || Has(one.Vendor, text) || Has(one.Model, text) || Has(one.SerialNumber, text) || Has(one.OperatingSystem, text)
        || EquipmentSearch.HasAddress(one, text) || EquipmentSearch.HasMac(one, text);

    private static bool Has(string? value, string part) => value?.Contains(part, StringComparison.OrdinalIgnoreCase) ?? false;

    private static bool Is(string? value, string wanted) => string.Equals(value, wanted, StringComparison.OrdinalIgnoreCase);
}
