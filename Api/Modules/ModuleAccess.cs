using Microsoft.AspNetCore.Http;
using Nms.Access;
using Nms.Api.Access;
using Nms.Modules;

namespace Nms.Api.Modules;

/// <summary>
/// Whose module it is: that of the principal that registered it, or of a key made for a module of this name. Whoever manages all modules
/// may act for each.
/// </summary>
internal static class ModuleAccess
{
    public static bool MayActAs(this Principal caller, ModuleSnapshot module) =>
        caller.Allows(Permissions.ModuleManage) || (!module.Registration.BuiltIn && caller.Owns(module));

    public static bool Owns(this Principal caller, ModuleSnapshot module) =>
        module.Registration.OwnerId == caller.Id || (caller.Kind == PrincipalKind.Module && string.Equals(caller.Name, module.Name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What the principal may see of the events, for a module of his.</summary>
    public static ModuleSight Sight(this Principal caller)
    {
        var (events, projects) = (caller.ProjectsWith(Permissions.EventRead), caller.ProjectsWith(Permissions.ProjectRead));
        var both = events is null ? projects : projects is null ? events : events.Intersect(projects);
        return new ModuleSight(both is null ? null : [.. both], caller.Allows(Permissions.EventRead));
    }

    /// <summary>The module that an address names, for somebody who may act for it.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    /// <exception cref="ForbiddenException">It is somebody else's.</exception>
    public static async Task<ModuleSnapshot> DemandModuleAsync(this IGrainFactory grains, HttpContext context, string name, CancellationToken cancellationToken)
    {
        var module = await grains.FindModuleAsync(name, cancellationToken) ?? throw NoSuchModule(name);
        return context.Caller().MayActAs(module) ? module : throw NotYours(module.Name);
    }

    public static async ValueTask<ModuleSnapshot?> FindModuleAsync(this IGrainFactory grains, string? name, CancellationToken cancellationToken) =>
        ModuleNames.TryNormalise(name, out var known) ? await grains.Module(known).FindAsync(cancellationToken) : null;

    public static NotFoundException NoSuchModule(string name) =>
        new("module_not_found", $"No module {Uri.EscapeDataString(name.Length <= 64 ? name : name[..64])} is registered.");

    public static ForbiddenException NotYours(string name) =>
        new("module_not_yours", $"The module {name} is somebody else's; this needs the permission {Permissions.ModuleManage}.");
}
