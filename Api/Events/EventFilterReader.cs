using System.Collections.Immutable;
using Nms.Api.Errors;
using Nms.Events;

namespace Nms.Api.Events;

/// <summary>
/// Reads what somebody asks for from named texts, of an address or of a frame. The lists come out sorted and without repetition, so that
/// who asks for the same has an equal query. Pure.
/// </summary>
internal static class EventFilterReader
{
    /// <summary>Entries that one list may have.</summary>
    public const int MostEntries = 64;

    private const int LongestSource = 128;

    public static EventQuery Read(Func<string, string?> text, FieldErrors errors) => new(
        EventTypes.Parse(List(text, "types", errors), errors), Priority(text("priority"), errors))
    {
        Projects = Ids(text, "project_id", errors),
        Nodes = Ids(text, "node_id", errors),
        Sources = Sources(text, errors),
    };

    /// <summary>Names of subscriptions, in one order; a name that is none is an error.</summary>
    public static ImmutableSortedSet<string> Subscriptions(string? text, FieldErrors errors)
    {
        var names = Split(text);
        var unknown = names.Except(EventCatalog.Subscriptions).ToArray();
        errors.When(unknown.Length > 0, "subscriptions", $"holds {string.Join(", ", unknown)}; there are {string.Join(", ", EventCatalog.Subscriptions)}");
        return [.. names];
    }

    /// <summary>A place in the feed: a cursor or a sequence number; null when none is given.</summary>
    public static EventCursor? Place(string? text, string field, FieldErrors errors)
    {
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        errors.When(!EventCursor.TryParse(text, out var cursor), field, "must be a cursor or a sequence number");
        return cursor;
    }

    private static EventPriority Priority(string? word, FieldErrors errors)
    {
        switch (word)
        {
            case null or "" or "low": return EventPriority.Low;
            case "normal": return EventPriority.Normal;
            case "high": return EventPriority.High;
            case "critical": return EventPriority.Critical;
            default:
                errors.Add("priority", "must be one of low, normal, high, critical");
                return EventPriority.Low;
        }
    }

    private static ImmutableArray<Guid> Ids(Func<string, string?> text, string field, FieldErrors errors)
    {
        var ids = new SortedSet<Guid>();
        foreach (var entry in List(text, field, errors))
        {
            errors.When(!Guid.TryParse(entry, out var id), field, "must be a UUID, or several between commas");
            ids.Add(id);
        }

        return [.. ids];
    }

    private static ImmutableArray<string> Sources(Func<string, string?> text, FieldErrors errors)
    {
        var sources = List(text, "source", errors);
        errors.When(sources.Any(source => source.Length > LongestSource), "source", $"must be names of at most {LongestSource} characters");
        return [.. sources.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static string[] List(Func<string, string?> text, string field, FieldErrors errors)
    {
        var entries = Split(text(field));
        errors.When(entries.Length > MostEntries, field, $"must have at most {MostEntries} entries");
        return entries;
    }

    private static string[] Split(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
