namespace Nms.Access;

/// <summary>What a quota holds: permits, in fractions while they come back.</summary>
internal readonly record struct QuotaState(double Available);
