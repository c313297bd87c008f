using System.Collections.Immutable;

namespace Nms.Workflows.Expressions;

/// <summary>A part of an expression that has a value.</summary>
/// <param name="Position">Where it stands, for errors.</param>
/// <param name="Depth">How deep it nests, itself included.</param>
internal abstract record ExpressionNode(int Position, int Depth);

/// <summary>A value that is written out.</summary>
internal sealed record LiteralNode(int Position, object? Value) : ExpressionNode(Position, 1);

/// <summary>inputs, run, … or the variable of a macro.</summary>
internal sealed record NameNode(int Position, string Name) : ExpressionNode(Position, 1);

/// <summary>A step of the run.</summary>
internal sealed record StepNode(int Position, string Step) : ExpressionNode(Position, 1);

internal sealed record ListNode(int Position, int Depth, ImmutableArray<ExpressionNode> Items) : ExpressionNode(Position, Depth);

internal sealed record MapNode(int Position, int Depth, ImmutableArray<(ExpressionNode Key, ExpressionNode Value)> Entries) : ExpressionNode(Position, Depth);

internal sealed record MemberNode(int Position, int Depth, ExpressionNode Of, string Name) : ExpressionNode(Position, Depth);

internal sealed record IndexNode(int Position, int Depth, ExpressionNode Of, ExpressionNode Index) : ExpressionNode(Position, Depth);

/// <summary>! or -.</summary>
internal sealed record UnaryNode(int Position, int Depth, string Operator, ExpressionNode Operand) : ExpressionNode(Position, Depth);

/// <summary>Operators of one rank, from left to right. A list and no tree, for long sums nest no deeper than short ones.</summary>
internal sealed record ChainNode(int Position, int Depth, ExpressionNode First, ImmutableArray<(string Operator, int Position, ExpressionNode Operand)> Rest)
    : ExpressionNode(Position, Depth);

internal sealed record ConditionalNode(int Position, int Depth, ExpressionNode Condition, ExpressionNode Then, ExpressionNode Otherwise) : ExpressionNode(Position, Depth);

internal sealed record CallNode(int Position, int Depth, string Function, ImmutableArray<ExpressionNode> Arguments) : ExpressionNode(Position, Depth);

/// <summary>map, filter, all or exists.</summary>
internal sealed record MacroNode(int Position, int Depth, string Macro, ExpressionNode Of, string Variable, ExpressionNode Body) : ExpressionNode(Position, Depth);
