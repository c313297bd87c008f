using System.Collections.Immutable;

namespace Nms.Events;

/// <summary>What the silos of a cluster answered.</summary>
/// <param name="Answers">All of it, silo by silo.</param>
/// <param name="Silent">Names of silos that did not answer in time.</param>
public sealed record SiloAnswers<T>(ImmutableArray<T> Answers, ImmutableArray<string> Silent);
