namespace Nms.Workflows.Steps;

/// <summary>That a node is up.</summary>
/// <param name="Sign">By what it showed.</param>
/// <param name="Seen">What was seen: the prompt, the address that answered.</param>
/// <param name="Took">How long it was waited for.</param>
internal sealed record NodeReady(ReadinessSign Sign, string Seen, TimeSpan Took)
{
    public string By => Sign.ToString().ToLowerInvariant();
}
