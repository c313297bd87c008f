namespace Nms.Discovery;

/// <summary>Names scopes, so that equal ones are found to be. Pure.</summary>
internal static class ScopeKeys
{
    public static string Of(DiscoveryScope scope) => scope switch
    {
        { ProjectId: { } project, NodeId: { } node } => $"node:{project:D}/{node:D}",
        { ProjectId: { } project } => $"project:{project:D}",
        _ => $"ranges:{Join(scope.Ranges)}|seeds:{Join(scope.Seeds)}|except:{Join(scope.Exclude)}|depth:{scope.CrawlDepth}",
    };

    private static string Join(IEnumerable<string> texts) => string.Join(',', texts.Select(text => text.Trim()).Order(StringComparer.Ordinal));
}
