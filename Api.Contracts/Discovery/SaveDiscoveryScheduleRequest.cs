using System.ComponentModel.DataAnnotations;

namespace Nms.Contracts.Discovery;

/// <summary>A discovery run that is to be made again and again.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="EverySeconds">Seconds from one beginning to the next, 60 to 2,592,000.</param>
/// <param name="Discovery">What it looks at, and how.</param>
/// <param name="JitterSeconds">It begins up to so many seconds later, by chance, 0 to 86,400; 0 when left out.</param>
/// <param name="Enabled">Whether it runs; true when left out.</param>
public sealed record SaveDiscoveryScheduleRequest(
    [property: Required] string? Name,
    [property: Required] int? EverySeconds,
    [property: Required] StartDiscoveryRequest? Discovery,
    int? JitterSeconds = null,
    bool? Enabled = null);
