using System.Collections.Immutable;
using Nms.Api.Errors;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Reads a list of event types: comma-separated names, where node.* stands for all that begin so. Pure.</summary>
internal static class EventTypes
{
    public static ImmutableArray<string> Parse(string? text, FieldErrors errors)
    {
        var types = ImmutableArray.CreateBuilder<string>();
        foreach (var name in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var matching = name.EndsWith(".*", StringComparison.Ordinal)
                ? EventCatalog.Types.Keys.Where(type => type.StartsWith(name[..^1], StringComparison.Ordinal))
                : EventCatalog.Types.Keys.Where(type => type == name);
            var before = types.Count;
            types.AddRange(matching.Except(types.ToArray()).Order(StringComparer.Ordinal));
            if (types.Count == before && !EventCatalog.Types.ContainsKey(name))
            {
                errors.Add("types", $"holds {name}, which is no event type; see the event reference");
            }
        }

        return types.ToImmutable();
    }
}
