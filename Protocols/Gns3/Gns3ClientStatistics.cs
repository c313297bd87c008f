namespace Nms.Gns3;

/// <summary>What a client has done since it was made.</summary>
/// <param name="Calls">Calls made by the program.</param>
/// <param name="Requests">HTTP requests sent: calls, plus retries, minus those refused before sending.</param>
/// <param name="Retries">Requests that repeated an earlier one.</param>
/// <param name="Failures">Calls that ended in a <see cref="Gns3ApiException"/>.</param>
/// <param name="SkippedElements">List elements left out because they were malformed.</param>
public sealed record Gns3ClientStatistics(long Calls, long Requests, long Retries, long Failures, long SkippedElements);
