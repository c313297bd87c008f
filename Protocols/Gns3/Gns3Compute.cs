using System.Text.Json;

namespace Nms.Gns3;

/// <summary>A compute of a server: where nodes run.</summary>
public sealed record Gns3Compute
{
    /// <summary>"local", "vm", or a UUID.</summary>
    public required string ComputeId { get; init; }

    /// <summary>Name.</summary>
    public string? Name { get; init; }

    /// <summary>http or https.</summary>
    public string? Protocol { get; init; }

    /// <summary>Host, as the server reaches it.</summary>
    public string? Host { get; init; }

    /// <summary>Port, as the server reaches it.</summary>
    public int? Port { get; init; }

    /// <summary>User with which the server signs in there.</summary>
    public string? User { get; init; }

    /// <summary>Whether the server is connected to it.</summary>
    public bool? Connected { get; init; }

    /// <summary>Load of its processors, 0 to 100.</summary>
    public double? CpuUsagePercent { get; init; }

    /// <summary>Use of its memory, 0 to 100.</summary>
    public double? MemoryUsagePercent { get; init; }

    /// <summary>Version, platform and node types.</summary>
    public JsonElement? Capabilities { get; init; }

    /// <summary>Why the server is not connected to it.</summary>
    public string? LastError { get; init; }
}
