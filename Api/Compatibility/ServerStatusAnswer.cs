namespace Nms.Api.Compatibility;

/// <summary>Whether a GNS3 server can be used. The response time is there when the server was asked for this answer.</summary>
internal sealed record ServerStatusAnswer(
    bool IsAvailable,
    string? Version,
    string? ErrorMessage,
    int ProjectsCount,
    DateTimeOffset? LastCheck,
    double? ResponseTimeMs,
    string ServerMode,
    string DetectionStatus,
    string? Server,
    string? Host,
    int? Port);
