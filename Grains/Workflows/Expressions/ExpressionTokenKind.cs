namespace Nms.Workflows.Expressions;

/// <summary>What a word of an expression is.</summary>
internal enum ExpressionTokenKind
{
    /// <summary>Nothing is left.</summary>
    End,

    Name,

    Literal,

    /// <summary>An operator, a bracket or a comma.</summary>
    Sign,
}
