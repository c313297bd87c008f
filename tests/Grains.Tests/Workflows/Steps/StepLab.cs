using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nms.Lab;
using Nms.Projects;
using Nms.Testing;
using Nms.Testing.Servers;
using Nms.Topology;
using Nms.Workflows;
using Nms.Workflows.Engine;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows.Steps;

/// <summary>The Lab, a silo that follows it, and the kinds of that silo.</summary>
internal sealed class StepLab : IAsyncDisposable
{
    private static readonly JsonSerializerOptions s_json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private StepLab(LabServer lab, NmsTestCluster cluster, Guid projectId) => (Lab, Cluster, ProjectId) = (lab, cluster, projectId);

    public LabServer Lab { get; }

    public NmsTestCluster Cluster { get; }

    public Guid ProjectId { get; }

    /// <summary>What the attempts said last by beating.</summary>
    public JsonElement? Checkpoint { get; private set; }

    public Dictionary<string, byte[]> Artifacts { get; } = [];

    public IServiceProvider Services => Cluster.Silos[0].ServiceProvider;

    public IStepCatalog Kinds => Services.GetRequiredService<IStepCatalog>();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static async Task<StepLab> StartAsync(IWorkflowPrincipals? principals = null, Dictionary<string, string?>? more = null)
    {
        var lab = await LabServer.StartAsync(LabServerFixture.Options, cancellationToken: Cancelled);
        var settings = new Dictionary<string, string?>(more ?? [])
        {
            ["Gns3:Servers:lab:Url"] = lab.Url.ToString(),
            ["Gns3:Servers:lab:IsLab"] = "true",
            ["Gns3:ReconnectDelay"] = "00:00:00.05",
        };
        var cluster = await NmsTestCluster.StartAsync(settings, configure: services =>
        {
            if (principals is not null)
            {
                services.AddSingleton(principals);
            }
        });
        ProjectSnapshot? project = null;
        await Eventually.IsTrueAsync(
            async () => (project = (await cluster.Grains.Projects().ListAsync(Cancelled)).FirstOrDefault(one => one is { Name: "campus", Status: ProjectStatus.Opened, Live: true })) is not null,
            () => "the campus is live",
            Cancelled);
        return new StepLab(lab, cluster, project!.ProjectId);
    }

    /// <summary>Runs an attempt at a step. Inputs are written as JSON in snake_case; the project is added to them.</summary>
    public Task<JsonElement> RunAsync(string kind, object inputs, int attempt = 1, JsonElement? checkpoint = null, bool repeated = false, string step = "step") =>
        RunAsync(kind, Inputs(inputs), attempt, checkpoint, repeated, step);

    public async Task<JsonElement> RunAsync(string kind, JsonElement inputs, int attempt, JsonElement? checkpoint, bool repeated, string step)
    {
        var found = Kinds.Find(kind) ?? throw new InvalidOperationException($"There is no kind {kind}.");
        return await found.RunAsync(Attempt(inputs, attempt, checkpoint, repeated, step), Cancelled);
    }

    public async Task<ProjectTopology> TopologyAsync() => (await Cluster.Grains.Project(ProjectId).GetTopologyAsync(cancellationToken: Cancelled))!;

    public async ValueTask DisposeAsync()
    {
        await Cluster.DisposeAsync();
        await Lab.DisposeAsync();
    }

    private JsonElement Inputs(object inputs)
    {
        var members = JsonSerializer.SerializeToNode(inputs, s_json)!.AsObject();
        members.TryAdd("project_id", ProjectId);
        return JsonSerializer.SerializeToElement(members);
    }

    public StepAttempt Attempt(JsonElement inputs, int attempt = 1, JsonElement? checkpoint = null, bool repeated = false, string step = "step")
    {
        var id = new AttemptId(0, step, 0, attempt, false);
        return new StepAttempt
        {
            RunId = Guid.Empty,
            Workflow = "test",
            Step = step,
            Item = 0,
            Attempt = attempt,
            Key = id.Key(Guid.Empty),
            StepKey = id.StepKey(Guid.Empty),
            Repeated = repeated,
            IsCompensation = false,
            Inputs = inputs,
            RequestedBy = "user:00000000-0000-0000-0000-000000000001",
            ScheduledAt = TimeProvider.System.GetUtcNow(),
            RunTimeout = TimeSpan.FromMinutes(10),
            Checkpoint = checkpoint,
            BeatAsync = (_, said) =>
            {
                Checkpoint = said ?? Checkpoint;
                return Task.CompletedTask;
            },
            SaveArtifactAsync = (name, type, content) =>
            {
                Artifacts[name] = content.ToArray();
                return Task.FromResult(new WorkflowArtifact(Guid.Empty, name, type, content.Length, TimeProvider.System.GetUtcNow()));
            },
        };
    }
}
