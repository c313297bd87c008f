using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nms.Api.Access;
using Nms.Api.Compatibility;
using Nms.Api.Discovery;
using Nms.Api.Equipment;
using Nms.Api.Errors;
using Nms.Api.Events;
using Nms.Api.Gns3;
using Nms.Api.Http;
using Nms.Api.Limits;
using Nms.Api.Messaging;
using Nms.Api.Modules;
using Nms.Api.Nodes;
using Nms.Api.OpenApi;
using Nms.Api.Pages;
using Nms.Api.Projects;
using Nms.Api.Status;
using Nms.Api.Topology;
using Nms.Api.Webhooks;
using Nms.Api.Workflows;

namespace Nms.Api;

/// <summary>The edge's place in the request pipeline, and all its routes.</summary>
public static class NmsApiRoutes
{
    /// <summary>What stands before every route: the audit log, errors in one shape, compression, WebSockets, the documentation.</summary>
    public static IApplicationBuilder UseNmsApi(this IApplicationBuilder app)
    {
        app.Use(next => context => CorrelationId.UseAsync(context, next));
        app.UseEdge();
        app.UseMiddleware<AuditMiddleware>();
        app.UseExceptionHandler(_ => { });
        app.UseStatusCodePages(StatusProblems.WriteAsync);
        app.UseRequestLimits();
        app.UseResponseCompression();
        app.Use(next => context => GatheringUpgrade.UseAsync(context, next));
        app.UseWebSockets();
        app.UseAuthentication();
        app.UseMiddleware<RateLimiting>();
        app.UseNmsOpenApi();
        app.UseMiddleware<AuthorizationGate>();
        app.UseMiddleware<ReadRetry>();
        return app;
    }

    /// <summary>Maps every route. Each surface is one group: the place where its policy is put.</summary>
    public static IEndpointRouteBuilder MapNmsApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilterFactory(RequestRules.Filter);
        api.MapServers();
        api.MapProjects();
        api.MapSnapshots();
        api.MapNodes();
        api.MapNodeFiles();
        api.MapNodeConsoles();
        api.MapLinks();
        api.MapTopology();
        api.MapDrift();
        api.MapDiscoveryRuns();
        api.MapDiscoverySchedules();
        api.MapEquipment();
        api.MapEvents();
        api.MapEventConnections();
        api.MapWebhooks();
        if (app.HasWorkflows())
        {
            api.MapWorkflows();
            api.MapWorkflowRuns();
            api.MapWorkflowRunCommands();
        }

        api.MapModules();
        api.MapInboxes();
        api.MapMessages();
        api.MapHub();
        api.MapStatus();
        api.MapSignIn();
        api.MapUsers();
        api.MapRoles();
        api.MapApiKeys();
        api.MapAudit();

        var published = app.MapGroup("").AddEndpointFilterFactory(RequestRules.Filter);
        published.MapCompatibility();

        var sockets = app.MapGroup("");
        sockets.DisableRequestTimeout();
        sockets.MapEventSockets();
        sockets.MapEventStream();

        var operations = app.MapGroup("");
        operations.MapHealth();

        var open = app.MapGroup("");
        open.MapLandingPage();
        return app;
    }
}
