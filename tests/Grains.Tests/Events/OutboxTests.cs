using Nms.Events;
using Nms.Grains.Tests.Projects;
using Nms.Nodes;
using Nms.Projects;
using Nms.Testing;
using Nms.Testing.Fakes;
using Orleans.Storage;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Events;

/// <summary>Whatever step a fault hits, each event is in the log once and in order.</summary>
public sealed class OutboxTests
{
    private static readonly Dictionary<string, string?> s_noServer = [];

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Fails the n-th write of the run for every n, telling the grain so before or after it took effect.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_write_that_fails_anywhere_loses_and_doubles_nothing(bool afterwards)
    {
        for (var failing = 1; failing <= 12; failing++)
        {
            var storage = new FailingStorage(new InMemoryGrainStorage()) { FailingWrite = failing, Afterwards = afterwards };
            await using var cluster = await NmsTestCluster.StartAsync(s_noServer, storage: storage);

            await RunAsync(cluster);

            await cluster.WaitForEventsAsync(events => events.Length == 6, $"six events with write {failing} failing", Cancelled);
            Assert.Equal(
                ["node.created PC1", "node.created PC2", "node.started PC1", "node.stopped PC1", "project.created", "topology.changed"],
                cluster.Log.Events.Select(e => RecordedProjectTests.Describe(e.Type, e.DataJson)).Order());
            Assert.Equal(
                ["node.created", "node.started", "node.stopped"],
                cluster.Log.Events.Where(e => e.NodeId == Id(1)).Select(e => e.Type));
        }
    }

    [Fact]
    public async Task A_process_that_ends_before_the_log_has_an_event_tells_it_after_its_restart()
    {
        var storage = new InMemoryGrainStorage();
        await using var first = await NmsTestCluster.StartAsync(
            s_noServer, storage: storage, configure: services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IEventLog>(services, new RefusingEventLog()));
        await ProjectGrainTests.ReconcileAsync(first, Facts(Project(), [Node(1, "PC1")]));
        Assert.Empty(first.Log.Events);
        await first.DisposeAsync();

        await using var second = await NmsTestCluster.StartAsync(s_noServer, before: first);
        await second.Grains.Project(ProjectId).GetAsync(Cancelled);

        Assert.Equal(["node.created", "project.created", "topology.changed"], second.EventTypes.Order());
    }

    [Fact]
    public async Task A_log_that_refuses_for_a_while_gets_everything_in_order()
    {
        var refusing = new RefusingEventLog();
        await using var cluster = await NmsTestCluster.StartAsync(
            s_noServer, configure: services => Microsoft.Extensions.DependencyInjection.ServiceCollectionServiceExtensions.AddSingleton<IEventLog>(services, refusing));
        await ProjectGrainTests.ReconcileAsync(cluster, Facts(Project(), [Node(1, "PC1")]));
        await cluster.Grains.Project(ProjectId).ObserveAsync([Updated(Node(1, "PC1", NodeStatus.Started))], Cancelled);

        refusing.Accept(cluster.Log);

        await cluster.WaitForEventsAsync(events => events.Length == 4, "four events", Cancelled);
        Assert.Equal(["node.created", "node.started"], cluster.Log.Events.Where(e => e.NodeId is not null).Select(e => e.Type));
        Assert.Equal(["project.created", "topology.changed"], cluster.Log.Events.Where(e => e.NodeId is null).Select(e => e.Type));
    }

    /// <summary>What a listener does: everything again until it was taken.</summary>
    private static async Task RunAsync(NmsTestCluster cluster)
    {
        var project = cluster.Grains.Project(ProjectId);
        await UntilTakenAsync(() => project.ObserveAsync([new ProjectObserved(Project(), IsCreation: true)], Cancelled));
        await UntilTakenAsync(() => project.ObserveAsync([Created(Node(1, "PC1")), Created(Node(2, "PC2"))], Cancelled));
        await UntilTakenAsync(() => project.ObserveAsync([Updated(Node(1, "PC1", NodeStatus.Started))], Cancelled));
        await UntilTakenAsync(() => project.ObserveAsync([Updated(Node(1, "PC1"))], Cancelled));
    }

    private static async Task UntilTakenAsync(Func<Task> act)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await act();
                return;
            }
            catch (Exception failure) when (attempt < 3 && failure is not Xunit.Sdk.XunitException)
            {
                continue;
            }
        }
    }

    /// <summary>Fails one write, before or after it took effect.</summary>
    private sealed class FailingStorage(IGrainStorage inner) : IGrainStorage
    {
        private int _writes;

        public int FailingWrite { get; init; }

        public bool Afterwards { get; init; }

        public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => inner.ReadStateAsync(stateName, grainId, grainState);

        public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            FailAsync(() => inner.WriteStateAsync(stateName, grainId, grainState));

        public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
            FailAsync(() => inner.ClearStateAsync(stateName, grainId, grainState));

        private async Task FailAsync(Func<Task> write)
        {
            var fails = Interlocked.Increment(ref _writes) == FailingWrite;
            if (fails && !Afterwards)
            {
                throw new IOException("The disk did not take it.");
            }

            await write();
            if (fails)
            {
                // What a lost answer becomes at the next write: the provider no longer agrees with the grain.
                throw new InconsistentStateException("The answer was lost.");
            }
        }
    }
}
