namespace Nms.Silo.Health;

/// <summary>One part that a request needs, and the sentence that says why it does not work, or null.</summary>
internal sealed record HealthCheck(string Name, string? Failure)
{
    public bool Healthy => Failure is null;
}
