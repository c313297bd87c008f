using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Discovery;
using Nms.Api.Limits;
using Nms.Api.OpenApi;
using Nms.Api.Projects;
using Nms.Api.Topology;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Nodes;
using Nms.Topology;
using static Nms.Api.Compatibility.PublishedCall;
using static Nms.Api.Compatibility.PublishedMount;

namespace Nms.Api.Compatibility;

/// <summary>
/// Equipment as the former hub showed it. Its clients wait 20 seconds: what is not read by then is told as in progress, and the run goes on.
/// </summary>
internal static class EquipmentCalls
{
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(18);

    public static IEnumerable<PublishedCall> Calls { get; } =
    [
        Get(V1, "equipment/projects/{projectId}/equipment/", Permissions.ProjectRead, ListAsync, ApiTags.Equipment, "Lists the equipment of a project.") with { Failures = RouteDescriptions.ReadFailures },
        Get(V1, "equipment/projects/{projectId}/equipment/{equipmentId}/", Permissions.EquipmentRead, GetAsync, ApiTags.Equipment, "Shows the profile of equipment: looks, if the caller may, and shows what is known after 18 seconds at the latest.")
            with { Failures = RouteDescriptions.ReadFailures, Class = EndpointClass.Expensive, Changes = true, Parameters = PublishedParameters.ProfileParts },
        Post(V1, "equipment/projects/{projectId}/discover/", Permissions.DiscoveryRun, DiscoverAsync, ApiTags.Equipment, "Discovers a project and shows its profiles, after 18 seconds at the latest.", PublishedParameters.Discovery)
            with { Class = EndpointClass.Expensive },
        Post(V1, "equipment/projects/{projectId}/equipment/{equipmentId}/test-discovery/", Permissions.DiscoveryRun, TestOneAsync, ApiTags.Equipment, "Discovers equipment and shows how its addresses were found.", PublishedParameters.TestDiscovery)
            with { Class = EndpointClass.Expensive },
        Post(V1, "equipment/projects/{projectId}/test-discovery/", Permissions.DiscoveryRun, TestAllAsync, ApiTags.Equipment, "Discovers a project and shows how addresses were found.", PublishedParameters.TestDiscoveries)
            with { Class = EndpointClass.Expensive },
    ];

    private static async Task<Ok<JsonObject>> ListAsync(string projectId, TopologyReader reader, TimeProvider time, CancellationToken cancellationToken)
    {
        var (topology, _) = await reader.GetAsync(PublishedIds.Project(projectId), refresh: false, cancellationToken);
        return TypedResults.Ok(PublishedProfile.List(topology, time.GetUtcNow()));
    }

    private static async Task<Ok<JsonObject>> GetAsync(
        string projectId, string equipmentId, HttpContext context, TopologyReader reader, ProjectReader projects, IGrainFactory grains, IConfigurationTexts configurations, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var options = Options(parameters);
        var (topology, node) = await FindAsync(projectId, equipmentId, reader, cancellationToken);
        var run = context.Caller().Allows(Permissions.DiscoveryRun, node.Key.ProjectId)
            ? await RunAsync(new DiscoveryScope { ProjectId = node.Key.ProjectId, NodeId = node.Key.NodeId }, AllParts, context, projects, grains, cancellationToken)
            : null;
        var known = (await grains.Equipment(node.Key).FindAsync(cancellationToken))?.Profile;
        return TypedResults.Ok(PublishedProfile.Of(topology, node, known, run, options, known is null ? null : await PublishedTexts.ReadAsync(node.Key, known, configurations, cancellationToken)));
    }

    private static async Task<Ok<JsonObject>> DiscoverAsync(
        string projectId, HttpContext context, TopologyReader reader, ProjectReader projects, IGrainFactory grains, IConfigurationTexts configurations, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var parallel = parameters.Flag("parallel_discovery", usual: true);
        var options = Options(parameters) with { MaxConcurrent = parallel ? parameters.Whole("max_concurrent", usual: 5, most: 256) : 1 };
        parameters.ThrowIfWrong();
        var (topology, _) = await reader.GetAsync(PublishedIds.Project(projectId), refresh: false, cancellationToken);
        var run = await RunAsync(new DiscoveryScope { ProjectId = topology.Project.ProjectId }, AllParts with { MaxConcurrent = options.MaxConcurrent }, context, projects, grains, cancellationToken);
        var profiles = await ReadAsync(topology, grains, cancellationToken);
        var texts = await Task.WhenAll(topology.Nodes.Where(node => profiles.ContainsKey(node.Key.NodeId)).Select(async node =>
            KeyValuePair.Create(node.Key.NodeId, await PublishedTexts.ReadAsync(node.Key, profiles[node.Key.NodeId], configurations, cancellationToken))));
        return TypedResults.Ok(PublishedDiscovery.Of(topology, run, profiles, texts.ToImmutableDictionary(), options, time.GetUtcNow()));
    }

    private static async Task<Ok<JsonObject>> TestOneAsync(
        string projectId, string equipmentId, HttpContext context, TopologyReader reader, ProjectReader projects, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var full = parameters.Flag("full_details", usual: true);
        parameters.ThrowIfWrong();
        var options = AllParts;
        var (topology, node) = await FindAsync(projectId, equipmentId, reader, cancellationToken);
        var run = await RunAsync(new DiscoveryScope { ProjectId = node.Key.ProjectId, NodeId = node.Key.NodeId }, options, context, projects, grains, cancellationToken);
        var known = (await grains.Equipment(node.Key).FindAsync(cancellationToken))?.Profile;
        return TypedResults.Ok(PublishedTest.Of(topology, node, known, run, full));
    }

    private static async Task<Ok<JsonObject>> TestAllAsync(
        string projectId, HttpContext context, TopologyReader reader, ProjectReader projects, IGrainFactory grains, TimeProvider time, CancellationToken cancellationToken)
    {
        var parameters = await RequestParameters.ReadAsync(context);
        var full = parameters.Flag("include_full_details", usual: false);
        var options = AllParts with { MaxConcurrent = parameters.Whole("max_concurrent", usual: 3, most: 256) };
        parameters.ThrowIfWrong();
        var (topology, _) = await reader.GetAsync(PublishedIds.Project(projectId), refresh: false, cancellationToken);
        var run = await RunAsync(new DiscoveryScope { ProjectId = topology.Project.ProjectId }, options, context, projects, grains, cancellationToken);
        return TypedResults.Ok(PublishedTest.OfAll(topology, run, await ReadAsync(topology, grains, cancellationToken), full, time.GetUtcNow()));
    }

    /// <summary>Runs look at everything: what a call does not want is left out of its answer, and not lost from the profile.</summary>
    private static DiscoveryRunOptions AllParts { get; } = new()
    {
        IncludeSnmp = true,
        IncludePerformance = true,
        IncludeTopology = true,
        IncludeConsole = true,
        IncludeConfiguration = true,
        IncludeReachability = true,
        Traceroute = true,
    };

    private static DiscoveryRunOptions Options(RequestParameters parameters)
    {
        var options = AllParts with
        {
            IncludeSnmp = parameters.Flag("include_snmp", usual: true),
            IncludePerformance = parameters.Flag("include_performance", usual: true),
            IncludeTopology = parameters.Flag("include_topology", usual: true),
        };
        parameters.ThrowIfWrong();
        return options;
    }

    private static async Task<DiscoveryRunSnapshot> RunAsync(
        DiscoveryScope scope, DiscoveryRunOptions options, HttpContext context, ProjectReader projects, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var start = await DiscoveryEndpoints.BeginAsync(scope, options, context, grains, projects, cancellationToken);
        return await grains.DiscoveryRun(start.RunId).WaitAsync(s_deadline, cancellationToken);
    }

    private static async Task<(ProjectTopology Topology, NodeSnapshot Node)> FindAsync(string projectId, string equipmentId, TopologyReader reader, CancellationToken cancellationToken)
    {
        var (topology, _) = await reader.GetAsync(PublishedIds.Project(projectId), refresh: false, cancellationToken);
        var id = PublishedIds.Node(equipmentId);
        return (topology, topology.Nodes.FirstOrDefault(node => node.Key.NodeId == id) ?? throw new NotFoundException("node_not_found", $"Project {topology.Project.Name} has no node {id}."));
    }

    private static async Task<ImmutableDictionary<Guid, EquipmentProfile>> ReadAsync(ProjectTopology topology, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(topology.Nodes.Select(async node => (await grains.Equipment(node.Key).FindAsync(cancellationToken))?.Profile));
        return found.OfType<EquipmentProfile>().ToImmutableDictionary(profile => profile.EquipmentId);
    }
}
