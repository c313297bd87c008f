using System.Net;

namespace Nms.Probes;

/// <summary>The answer to a question about names.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Name">The name that was found or asked for.</param>
/// <param name="Addresses">The addresses of the name.</param>
public sealed record NameResult(NameOutcome Outcome, string? Name, IReadOnlyList<IPAddress> Addresses);
