using System.Collections.Immutable;
using System.Text.Json;

namespace Nms.Workflows.Expressions;

/// <summary>
/// A JSON value in whose strings <c>${…}</c> stands for expressions. A string that is one expression and nothing else gives the value itself,
/// whatever its type; expressions inside a longer string are put into it as text.
/// </summary>
internal sealed class Template
{
    private Template(JsonElement source) => Source = source;

    /// <summary>As it was written.</summary>
    public JsonElement Source { get; }

    /// <summary>The steps that its expressions name.</summary>
    public ImmutableArray<string> Steps { get; private init; } = [];

    /// <summary>Reads it.</summary>
    /// <exception cref="ExpressionException">One of its expressions cannot be read.</exception>
    public static Template Parse(JsonElement source) => throw new NotImplementedException();

    /// <summary>Its value. Total: it ends after a number of steps that is bounded by the size of what it reads.</summary>
    /// <exception cref="ExpressionException">It has none.</exception>
    public JsonElement Evaluate(IExpressionScope scope) => throw new NotImplementedException();
}
