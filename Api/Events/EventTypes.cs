using System.Collections.Immutable;
using Nms.Api.Errors;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>Reads a list of event types: names, <c>node.*</c>, <c>*.started</c> and <c>*</c>, in one order and each once. Pure.</summary>
internal static class EventTypes
{
    public static ImmutableArray<string> Parse(IReadOnlyCollection<string> names, FieldErrors errors)
    {
        foreach (var name in names.Where(name => !EventCatalog.Types.Keys.Any(type => EventTypePattern.Matches(name, type))))
        {
            errors.Add("types", $"holds {name}, which is no event type and stands for none; see the event reference");
        }

        return names.Contains("*", StringComparer.Ordinal) ? [] : [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    /// <summary>Complains of names that no event type has.</summary>
    public static void Check(IEnumerable<string> names, FieldErrors errors, string field)
    {
        foreach (var name in names.Where(name => !EventCatalog.Types.Keys.Any(type => Matches(name, type))))
        {
            errors.Add(field, $"holds {name}, which is no event type; see the event reference");
        }
    }

    /// <summary>Whether a name, or all that begin as it does, stands for a type.</summary>
    private static bool Matches(string name, string type) =>
        name == type || (name.EndsWith(".*", StringComparison.Ordinal) && type.StartsWith(name[..^1], StringComparison.Ordinal));
}
