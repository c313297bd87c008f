namespace Nms.Workflows.Expressions;

/// <summary>An expression that cannot be read, or that has no value.</summary>
internal sealed class ExpressionException(string code, string message, int position = 0) : Exception(message)
{
    /// <summary>expression_syntax, expression_unknown_name, expression_type, expression_too_costly, …</summary>
    public string Code { get; } = code;

    /// <summary>Where in the text of the expression, from 0.</summary>
    public int Position { get; } = position;
}
