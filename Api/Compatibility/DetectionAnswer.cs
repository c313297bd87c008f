namespace Nms.Api.Compatibility;

/// <summary>Whether GNS3 is there, asked now. The members above the list are those of the first server that is.</summary>
internal sealed record DetectionAnswer(
    bool Available,
    string? Host,
    int? Port,
    string? Version,
    int ProjectsCount,
    DateTimeOffset DetectionTime,
    double? ResponseTimeMs,
    string? Error,
    IReadOnlyList<DetectedServer> Servers);

/// <summary>One configured server.</summary>
internal sealed record DetectedServer(
    string Name, bool Available, string Host, int Port, string? Version, int ProjectsCount, double ResponseTimeMs, string? Error);
