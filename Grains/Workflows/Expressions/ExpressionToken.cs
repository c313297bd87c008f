namespace Nms.Workflows.Expressions;

/// <summary>A word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A name, or a sign.</param>
/// <param name="Value">What a literal stands for: long, double or string.</param>
/// <param name="Position">Where it begins.</param>
/// <param name="End">Where the text behind it begins.</param>
internal readonly record struct ExpressionToken(ExpressionTokenKind Kind, string Text, object? Value, int Position, int End);
