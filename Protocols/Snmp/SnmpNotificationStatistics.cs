namespace Nms.Snmp;

/// <summary>What a receiver of notifications (RFC 3413 §3.4) counted since it was started.</summary>
/// <param name="Received">Datagrams received.</param>
/// <param name="Accepted">Notifications handed on.</param>
/// <param name="Malformed">Datagrams that were no notification.</param>
/// <param name="Refused">Notifications with an unknown community or user, a wrong signature, or from another time.</param>
/// <param name="Dropped">Notifications that came while too many waited.</param>
/// <param name="NotAdmitted">Datagrams that <see cref="SnmpNotificationOptions.Admits"/> did not let in.</param>
public readonly record struct SnmpNotificationStatistics(long Received, long Accepted, long Malformed, long Refused, long Dropped, long NotAdmitted);
