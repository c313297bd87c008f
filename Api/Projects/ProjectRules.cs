using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Errors;
using Nms.Contracts.Projects;

namespace Nms.Api.Projects;

/// <summary>What a request about a project must look like. Names every wrong field.</summary>
internal static class ProjectRules
{
    private const int LongestName = 255;

    public static async ValueTask CheckAsync(CreateProjectRequest request, FieldErrors errors, HttpContext context)
    {
        errors.Required("name", request.Name, LongestName);
        var servers = await context.RequestServices.GetRequiredService<IGrainFactory>().Projects().ListServersAsync(context.RequestAborted);
        _ = request.Server is { } server
            ? errors.When(!servers.Contains(server, StringComparer.Ordinal), "server", $"must be one of {string.Join(", ", servers)}")
            : errors.When(servers.Length != 1, "server", $"is required; configured are: {string.Join(", ", servers)}");
    }

    public static void Check(UpdateProjectRequest request, FieldErrors errors) => errors
        .Optional("name", request.Name, LongestName)
        .When(request == new UpdateProjectRequest(), "body", "must change something: name, auto_close, auto_open or auto_start");

    public static void Check(DuplicateProjectRequest request, FieldErrors errors) => errors.Required("name", request.Name, LongestName);
}
