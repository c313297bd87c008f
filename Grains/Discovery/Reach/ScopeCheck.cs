namespace Nms.Discovery.Reach;

/// <summary>Judges scopes by the policy of this installation.</summary>
internal sealed class ScopeCheck(ScopePolicy policy) : IScopeCheck
{
    public IReadOnlyList<(string Field, string Complaint)> Complaints(DiscoveryScope scope) =>
        [.. ScopeRules.Judge(new ScopeRequest(scope.Ranges, scope.Seeds, scope.Exclude), policy).Errors.Select(error => (error.Field, $"{error.Message} [{error.Rule}]"))];
}
