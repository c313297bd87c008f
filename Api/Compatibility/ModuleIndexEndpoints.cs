using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nms.Api.Access;
using Nms.Api.OpenApi;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>Tables of contents, made from the table of calls.</summary>
internal static class ModuleIndexEndpoints
{
    private const string Documentation = "/swagger";

    private static readonly HubIndex s_hubIndex = new(
        "NMS",
        typeof(ModuleIndexEndpoints).Assembly.GetName().Version!.ToString(3),
        Documentation,
        new Dictionary<string, string>
        {
            ["v1"] = "/api/v1",
            ["common"] = Module.Prefixes[0],
            ["gns3"] = Gns3App.Prefixes[0],
        });

    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(Root, "", null, GetHubIndex, ApiTags.Infrastructure, "Tells where the hub's interfaces begin."),
        Get(Module, "", null, GetModuleIndex, ApiTags.Infrastructure, "Lists what the common module serves."),
        Get(Common, "docs/", null, () => TypedResults.Redirect(Documentation), ApiTags.Infrastructure, "Leads to the interactive documentation.")
            with { Also = ["redoc/"] },
        Get(Common, "schema/", null, () => TypedResults.Redirect("/swagger/v1/swagger.json"), ApiTags.Infrastructure, "Leads to the OpenAPI document."),
    ];

    private static Ok<HubIndex> GetHubIndex(HttpContext context)
    {
        // Existing clients fetch the token here before they post.
        CsrfToken.HandOut(context);
        return TypedResults.Ok(s_hubIndex);
    }

    private static Ok<ModuleIndex> GetModuleIndex() => TypedResults.Ok(new ModuleIndex(
        Module: "common",
        Description: "The hub: GNS3 projects and nodes, their topology and their events.",
        Version: "1.0",
        Documentation,
        Endpoints: CompatibilityEndpoints.Calls
            .Where(call => call.Mount == Common || call.Mount == V1)
            .ToDictionary(call => call.Name, call => call.Address),
        Websocket: new Dictionary<string, string>
        {
            ["events"] = "/ws/gns3/events/",
            ["room"] = "/ws/gns3/events/{room}/",
            ["topology"] = "/ws/gns3/topology/",
            ["nodes"] = "/ws/gns3/nodes/",
            ["module"] = "/ws/gns3/module/{module}/",
        },
        Features: CompatibilityEndpoints.Calls
            .Select(call => call.Tag)
            .Distinct()
            .ToDictionary(tag => tag, tag => ApiTags.All.First(known => known.Name == tag).Description)));
}
