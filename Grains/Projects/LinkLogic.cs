using System.Text.Json;
using Nms.Topology;

namespace Nms.Projects;

/// <summary>Rules about one link, as pure functions.</summary>
internal static class LinkLogic
{
    /// <summary>What GNS3 says, with the parts that did not change kept as the known instances.</summary>
    public static LinkSnapshot Merge(LinkSnapshot? known, LinkSnapshot heard, DateTimeOffset now)
    {
        if (known is null)
        {
            return heard with { ObservedAt = now };
        }

        // A half-made or half-removed link is told without ends; the ends it has are the ones it was made with.
        var ends = heard.Endpoints.Length < 2 || heard.Endpoints.SequenceEqual(known.Endpoints) ? known.Endpoints : heard.Endpoints;
        var filters = SameJson(known.FiltersJson, heard.FiltersJson) ? known.FiltersJson : heard.FiltersJson;
        return heard with { Endpoints = ends, FiltersJson = filters, ObservedAt = now };
    }

    /// <summary>True when only the instant of the observation differs.</summary>
    public static bool Same(LinkSnapshot known, LinkSnapshot next) => known == next with { ObservedAt = known.ObservedAt };

    /// <summary>True when what passes over the link differs: ends, filters or suspension.</summary>
    public static bool ChangesTopology(LinkSnapshot known, LinkSnapshot next) =>
        known.Suspended != next.Suspended
        || known.FiltersJson != next.FiltersJson
        || known.Endpoints.Length != next.Endpoints.Length
        || known.Endpoints.Zip(next.Endpoints).Any(pair => Port(pair.First) != Port(pair.Second));

    /// <summary>True when both links join the same two ports, in either direction.</summary>
    public static bool SameEnds(LinkSnapshot one, LinkSnapshot other) =>
        one.Endpoints.Length == 2 && other.Endpoints.Length == 2
        && ((Port(one.Endpoints[0]) == Port(other.Endpoints[0]) && Port(one.Endpoints[1]) == Port(other.Endpoints[1]))
            || (Port(one.Endpoints[0]) == Port(other.Endpoints[1]) && Port(one.Endpoints[1]) == Port(other.Endpoints[0])));

    public static bool Touches(LinkSnapshot link, Guid nodeId) => link.Endpoints.Any(end => end.NodeId == nodeId);

    private static (Guid, int, int) Port(LinkEndpoint end) => (end.NodeId, end.AdapterNumber, end.PortNumber);

    private static bool SameJson(string one, string other)
    {
        if (one == other)
        {
            return true;
        }

        using var left = JsonDocument.Parse(one);
        using var right = JsonDocument.Parse(other);
        return JsonElement.DeepEquals(left.RootElement, right.RootElement);
    }
}
