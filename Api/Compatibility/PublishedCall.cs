using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;
using Nms.Api.Limits;
using Nms.Api.OpenApi;

namespace Nms.Api.Compatibility;

/// <summary>
/// One call of the published contract: where it is served, who may call it (null: everybody, also anonymously), and who answers.
/// </summary>
internal sealed record PublishedCall(string Method, PublishedMount Mount, string Path, string? Permission, Delegate Handler, string Tag, string Summary)
{
    /// <summary>Other paths of the same mount that reach the same handler.</summary>
    public IReadOnlyList<string> Also { get; init; } = [];

    /// <summary>Whether a grant limited to projects does not suffice.</summary>
    public bool Everywhere { get; init; }

    /// <summary>What may be sent.</summary>
    public DescribedParameters? Parameters { get; init; }

    /// <summary>What its body must look like, where it takes one of ours.</summary>
    public BodyRules? Rules { get; init; }

    /// <summary>What it answers, where the handler writes that itself.</summary>
    public Type? Answer { get; init; }

    /// <summary>Statuses it fails with.</summary>
    public IReadOnlyList<int> Failures { get; init; } = [];

    /// <summary>Which limit its requests count against; null for that of its method.</summary>
    public EndpointClass? Class { get; init; }

    /// <summary>Whether it changes something although it is a GET: clients of the former hub call it so.</summary>
    public bool Changes { get; init; }

    /// <summary>The address that is documented.</summary>
    public string Address => Mount.Prefixes[0] + Path;

    /// <summary>Every address, the documented one first. Each is also served without the last slash.</summary>
    public IEnumerable<string> Addresses => new[] { Path }.Concat(Also).SelectMany(path => Mount.Prefixes.Select(prefix => prefix + path));

    /// <summary>Names it in the document, such as post_common_api_gns3_central_start_node.</summary>
    public string Name => string.Join('_', new[] { Method.ToLowerInvariant() }.Concat(
        Address["/api/".Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).DefaultIfEmpty("index").Select(part => part.Trim('{', '}').Replace('-', '_'))));

    /// <summary>A read of the model.</summary>
    public static PublishedCall Get(PublishedMount mount, string path, string? permission, Delegate handler, string tag, string summary) =>
        new(HttpMethods.Get, mount, path, permission, handler, tag, summary);

    /// <summary>A command.</summary>
    public static PublishedCall Post(PublishedMount mount, string path, string? permission, Delegate handler, string tag, string summary, DescribedParameters? parameters = null) =>
        new(HttpMethods.Post, mount, path, permission, handler, tag, summary)
        {
            Parameters = parameters,
            Failures = RouteDescriptions.CommandFailures,
        };
}
