namespace Nms.Workflows.Expressions;

/// <summary>A list on the way through an expression.</summary>
/// <param name="Items">null, bool, long, double, string, <see cref="ListValue"/> and <see cref="MapValue"/>.</param>
/// <param name="Letters">Its length as JSON, roughly.</param>
internal sealed record ListValue(object?[] Items, long Letters)
{
    public static ListValue Empty { get; } = new([], 2);
}
