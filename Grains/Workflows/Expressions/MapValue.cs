namespace Nms.Workflows.Expressions;

/// <summary>A map on the way through an expression; its keys keep their order.</summary>
/// <param name="Entries">Values as those of <see cref="ListValue"/>.</param>
/// <param name="Letters">Its length as JSON, roughly.</param>
internal sealed record MapValue(OrderedDictionary<string, object?> Entries, long Letters)
{
    public static MapValue Empty { get; } = new([], 2);
}
