using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nms.Api.OpenApi;
using Nms.Events;

namespace Nms.Api.Compatibility;

/// <summary>Where a client begins: what there is, and under which address.</summary>
internal static class IndexEndpoints
{
    public static void MapIndexes(this IEndpointRouteBuilder app)
    {
        app.MapGet("/api", GetApi).WithTags(ApiTags.Infrastructure).Describe("api_index", "Lists the parts of the API.");
        app.MapGet("/api/common", GetCommon).WithTags(ApiTags.Infrastructure).Describe("common_index", "Lists the published paths.");
        foreach (var path in new[] { "docs", "redoc" })
        {
            app.MapGet($"/api/common/api/api/{path}", () => TypedResults.Redirect("/swagger/")).ExcludeFromDescription().Describe(
                null, "Leads to the documentation.");
        }

        app.MapGet("/api/common/api/api/schema", () => TypedResults.Redirect("/swagger/v1/swagger.json")).ExcludeFromDescription().Describe(
            null, "Leads to the OpenAPI document.");
    }

    private static Ok<ApiIndex> GetApi() => TypedResults.Ok(new ApiIndex(
        "NMS",
        new Dictionary<string, string>
        {
            ["v1"] = "/api/v1/",
            ["common"] = "/api/common/",
            ["events"] = "/api/v1/events/ws",
            ["documentation"] = "/swagger/",
            ["openapi"] = "/swagger/v1/swagger.json",
        }));

    private static Ok<PublishedIndex> GetCommon() => TypedResults.Ok(new PublishedIndex(
        "common",
        "GNS3 central, events and integration of the network management hub",
        "1.0",
        "/swagger/",
        new Dictionary<string, string>
        {
            ["gns3_central"] = "/api/common/api/gns3-central/",
            ["gns3_events"] = "/api/common/api/gns3-events/",
            ["gns3_central_v1"] = "/api/common/api/v1/gns3-central/",
            ["integration"] = "/api/common/api/v1/integration/",
        },
        new Dictionary<string, string>
        {
            ["events"] = "/ws/gns3/events/",
            ["room"] = "/ws/gns3/events/{room}/",
            ["module"] = "/ws/gns3/module/{module}/",
            ["topology"] = "/ws/gns3/topology/",
            ["nodes"] = "/ws/gns3/nodes/",
        },
        new Dictionary<string, object>
        {
            ["event_types"] = EventCatalog.Types.Keys.Order(StringComparer.Ordinal).ToArray(),
            ["subscriptions"] = EventCatalog.Subscriptions,
            ["resume"] = true,
            ["durable_log"] = "/api/v1/events",
        }));
}
