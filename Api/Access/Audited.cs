namespace Nms.Api.Access;

/// <summary>
/// Endpoint metadata: the request is recorded although its method only reads, because it changes something or shows something sensitive.
/// </summary>
/// <param name="Action">What the audit log calls it; null for the name of the route.</param>
/// <param name="Always">False where only the name is given, for a method that is recorded anyway.</param>
/// <param name="Streams">The answer is too long to be held back: the handler records itself before it begins.</param>
internal sealed record Audited(string? Action = null, bool Always = true, bool Streams = false);
