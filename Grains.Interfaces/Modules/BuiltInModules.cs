using System.Collections.Immutable;

namespace Nms.Modules;

/// <summary>The modules that are part of the platform, by the names that workflows and clients of the former hub use.</summary>
public static class BuiltInModules
{
    /// <summary>Owner of the built-in modules.</summary>
    public const string Owner = "system";

    /// <summary>All of them. Critical are those of the contract (§3.2).</summary>
    public static ImmutableArray<BuiltInModule> All { get; } =
    [
        new("gns3_integration", Critical: true),
        new("monitoring", Critical: true),
        new("security_management", Critical: true),
        new("qos_management", Critical: false),
        new("network_management", Critical: false),
        new("ai_assistant", Critical: false),
        new("reporting", Critical: false),
    ];
}

/// <summary>A module that is part of the platform.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Critical">Whether somebody must be told when it is silent.</param>
public sealed record BuiltInModule(string Name, bool Critical);
