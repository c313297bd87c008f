namespace Nms.Contracts.Messaging;

/// <summary>How the hub is doing, in the whole cluster.</summary>
/// <param name="HubStatus">running, or stopped while it accepts nothing new.</param>
/// <param name="Since">Since when, if it was ever stopped or started.</param>
/// <param name="RegisteredModules">The modules.</param>
/// <param name="ModuleHealth">Whether each is healthy.</param>
/// <param name="QueueSizes">Messages by status.</param>
/// <param name="Statistics">What was done so far.</param>
/// <param name="Latency">From acceptance to the delivery that was acknowledged, by priority.</param>
/// <param name="AvailableWorkflows">Names of the workflows.</param>
/// <param name="Timestamp">When this was answered.</param>
public sealed record HubResponse(
    string HubStatus,
    DateTimeOffset? Since,
    IReadOnlyList<string> RegisteredModules,
    IReadOnlyDictionary<string, bool> ModuleHealth,
    HubQueueSizes QueueSizes,
    HubStatistics Statistics,
    IReadOnlyDictionary<string, HubLatency> Latency,
    IReadOnlyList<string> AvailableWorkflows,
    DateTimeOffset Timestamp);

/// <summary>Messages by status.</summary>
/// <param name="Pending">They wait.</param>
/// <param name="Processing">Modules have them.</param>
/// <param name="Completed">Acknowledged since the hub was installed.</param>
/// <param name="Failed">Given up or expired since then.</param>
public sealed record HubQueueSizes(long Pending, long Processing, long Completed, long Failed);

/// <summary>What was done since the hub was installed.</summary>
/// <param name="TotalMessages">Messages accepted.</param>
/// <param name="SuccessfulMessages">Acknowledged.</param>
/// <param name="FailedMessages">Given up or expired.</param>
/// <param name="AverageProcessingTime">Seconds from delivery to acknowledgement.</param>
/// <param name="PeakQueueSize">The most that one inbox held at once.</param>
public sealed record HubStatistics(
    long TotalMessages, long SuccessfulMessages, long FailedMessages, double AverageProcessingTime, long PeakQueueSize);

/// <summary>How long messages of one priority waited.</summary>
/// <param name="Messages">How many.</param>
/// <param name="AverageSeconds">Their average wait.</param>
public sealed record HubLatency(long Messages, double AverageSeconds);
