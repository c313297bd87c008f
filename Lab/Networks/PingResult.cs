namespace Nms.Lab.Networks;

/// <summary>One echo request and its fate.</summary>
internal readonly record struct PingResult(PingOutcome Outcome, int TimeToLive = 0, TimeSpan RoundTrip = default, uint From = 0);
