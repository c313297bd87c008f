namespace Nms.Lab.Agents;

/// <summary>What an agent says of its machine; the console says the same.</summary>
/// <param name="HostName">sysName.</param>
/// <param name="Description">sysDescr.</param>
/// <param name="ObjectId">sysObjectID.</param>
/// <param name="Model">Model of the chassis; null where there is none.</param>
/// <param name="SerialNumber">Its serial number.</param>
/// <param name="Software">Its software.</param>
/// <param name="BootedAt">When it was switched on.</param>
internal sealed record AgentIdentity(string HostName, string Description, string ObjectId, string? Model, string? SerialNumber, string? Software, DateTimeOffset BootedAt)
{
    public bool IsCisco => ObjectId.StartsWith("1.3.6.1.4.1.9.", StringComparison.Ordinal);
}
