namespace Nms.Contracts.Status;

/// <summary>How well the parts are that the hub depends on, as last checked.</summary>
/// <param name="Status">ok, warning or critical: the worst of the dependencies. With critical the HTTP status is 503.</param>
/// <param name="CheckedAt">When the checks ended.</param>
/// <param name="Dependencies">Every dependency, by name.</param>
public sealed record HealthResponse(string Status, DateTimeOffset CheckedAt, IReadOnlyList<DependencyResponse> Dependencies);

/// <summary>One dependency.</summary>
/// <param name="Name">storage, redis, silo, disk, memory, event_log, traps, or gns3: and the name of a server.</param>
/// <param name="State">ok, warning or critical.</param>
/// <param name="LatencyMs">How long the check took.</param>
/// <param name="Since">When it was first found in this state.</param>
/// <param name="Cause">What is wrong, in a sentence; null when nothing is.</param>
/// <param name="Remedy">What to do about it, in a sentence; null when nothing is wrong.</param>
/// <param name="Details">Figures and words that the check read, by name.</param>
public sealed record DependencyResponse(
    string Name,
    string State,
    double LatencyMs,
    DateTimeOffset Since,
    string? Cause,
    string? Remedy,
    IReadOnlyDictionary<string, string> Details);
