namespace Nms.Discovery;

/// <summary>Judges what a run may look at outside of labs, before it begins.</summary>
public interface IScopeCheck
{
    /// <summary>All that is wrong with the ranges, seeds and exclusions of a scope, by field, each with the rule that it breaks; empty when nothing is.</summary>
    IReadOnlyList<(string Field, string Complaint)> Complaints(DiscoveryScope scope);
}
