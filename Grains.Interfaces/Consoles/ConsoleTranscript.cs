using System.Collections.Immutable;

namespace Nms.Consoles;

/// <summary>What was said at a console.</summary>
/// <param name="Dialect">What it speaks, such as ios.</param>
/// <param name="Prompt">The prompt it shows.</param>
/// <param name="Lines">The commands and their answers, as far as they were typed.</param>
/// <param name="Error">Why the others were not typed, or the last was not answered; null when all were.</param>
public sealed record ConsoleTranscript(string Dialect, string Prompt, ImmutableArray<ConsoleLine> Lines, string? Error);
