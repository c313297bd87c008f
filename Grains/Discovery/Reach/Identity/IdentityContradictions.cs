using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Identity;

/// <summary>Says why two things cannot be one box. What nobody read contradicts nothing. Pure.</summary>
internal static class IdentityContradictions
{
    /// <summary>Between findings of one run: an agent says the same at all addresses of its box.</summary>
    public static string? Now(IdentityKeys one, IdentityKeys other) =>
        Later(one, other)
        ?? Differ(one.Names, other.Names, "names")
        ?? Differ(one.Addresses, other.Addresses, "lists of addresses");

    /// <summary>Between what was known and what is found: names and addresses are changed by people, parts and their numbers seldom.</summary>
    public static string? Later(IdentityKeys one, IdentityKeys other) =>
        Differ(one.Serials, other.Serials, "serial numbers")
        ?? Differ(one.EngineIds, other.EngineIds, "SNMP engine ids")
        ?? Differ(one.ChassisIds, other.ChassisIds, "chassis ids")
        ?? Differ(one.MacAddresses, other.MacAddresses, "MAC addresses")
        ?? Differ(one.MacAddresses, other.SeenMacAddresses, "MAC addresses")
        ?? Differ(one.SeenMacAddresses, other.MacAddresses, "MAC addresses");

    private static string? Differ<T>(ImmutableHashSet<T> one, ImmutableHashSet<T> other, string what) =>
        one.IsEmpty || other.IsEmpty || one.Overlaps(other) ? null : $"their {what} differ";
}
