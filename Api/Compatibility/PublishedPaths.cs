using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Nms.Api.Compatibility;

/// <summary>Every mount under which existing clients call. The first of each kind is in the document, the others are aliases.</summary>
internal static class PublishedPaths
{
    private static readonly string[] s_viewsetMounts = ["/api/common/api", "/api/common/api/api", "/api/common/gns3/api"];
    private static readonly string[] s_v1Mounts = ["/api/common/api/v1", "/api/common/integration"];

    public static void MapPublishedPaths(this IEndpointRouteBuilder app)
    {
        app.MapIndexes();
        foreach (var (index, prefix) in s_viewsetMounts.Index())
        {
            Mount(app, prefix, isAlias: index > 0).MapViewset(isAlias: index > 0);
        }

        foreach (var prefix in s_viewsetMounts.Skip(1))
        {
            Mount(app, prefix, isAlias: true).MapShortNames();
        }

        foreach (var (index, prefix) in s_v1Mounts.Index())
        {
            var mount = Mount(app, prefix, isAlias: index > 0);
            mount.MapCentralV1(isAlias: index > 0);
            mount.MapIntegration(isAlias: index > 0);
        }
    }

    private static RouteGroupBuilder Mount(IEndpointRouteBuilder app, string prefix, bool isAlias)
    {
        var group = app.MapGroup(prefix);
        return isAlias ? group.ExcludeFromDescription() : group;
    }
}
