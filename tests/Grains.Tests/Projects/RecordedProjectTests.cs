using System.Text.Json;
using Nms.Events;
using Nms.Gns3;
using Nms.Grains.Tests.Gns3;
using Nms.Projects;

namespace Nms.Grains.Tests.Projects;

/// <summary>The recorded run through translator and rules, one notification at a time.</summary>
public sealed class RecordedProjectTests
{
    private const double Settle = 0.25;

    /// <summary>Every event of the run, in order; topology.changed follows what it sums up.</summary>
    internal static readonly string[] Expected =
    [
        "project.created",
        "node.created PC1", "topology.changed",
        "node.created PC2", "topology.changed",
        "node.created PC3", "topology.changed",
        "node.created PC4", "topology.changed",
        "link.created", "topology.changed",
        "link.created", "topology.changed",

        // Start, suspend (a VPCS stops), reload, stop; then start of all.
        "node.started PC1", "node.stopped PC1", "node.started PC1", "node.stopped PC1",
        "node.started PC1", "node.started PC2", "node.started PC3", "node.started PC4",

        // Suspend a link; a filter that the emulator refuses and GNS3 keeps.
        "link.updated", "topology.changed",
        "link.updated", "topology.changed",

        // Stop of all, which shows that the refused change of PC2 moved it.
        "node.stopped PC1", "node.stopped PC2", "node.updated PC2", "node.stopped PC3", "node.stopped PC4",

        "link.deleted", "topology.changed",
        "node.deleted PC4", "topology.changed",

        // The snapshot has PC4 and its link under their old ids, and the first link unsuspended.
        "link.updated", "topology.changed",
        "snapshot.restored",
        "node.created PC4", "link.created", "topology.changed",

        // Closed, opened, closed, deleted; deleting a closed project opens and closes it once more, which is no news.
        "project.closed",
        "project.opened",
        "project.closed",
        "project.deleted",
    ];

    [Fact]
    public void The_recorded_run_gives_exactly_these_events()
    {
        var project = new SimulatedProject(Recording.ProjectId);

        Replay(project, repeats: 1);

        Assert.Equal(Expected, project.Events.Select(Describe));
    }

    [Fact]
    public void The_recorded_run_told_twice_over_gives_the_same_events()
    {
        var project = new SimulatedProject(Recording.ProjectId);

        Replay(project, repeats: 2);

        Assert.Equal(Expected, project.Events.Select(Describe));
    }

    [Fact]
    public void Every_event_of_the_recorded_run_names_its_project()
    {
        var project = new SimulatedProject(Recording.ProjectId);

        Replay(project, repeats: 1);

        Assert.All(project.Events, e => Assert.Equal(Recording.ProjectId, JsonDocument.Parse(e.DataJson).RootElement.GetProperty("project_id").GetGuid()));
    }

    internal static string Describe(EventDraft e) => Describe(e.Type, e.DataJson);

    internal static string Describe(string type, string dataJson)
    {
        using var data = JsonDocument.Parse(dataJson);
        return data.RootElement.TryGetProperty("node_name", out var name) ? $"{type} {name.GetString()}" : type;
    }

    private static void Replay(SimulatedProject project, int repeats)
    {
        var server = new RecordedServer();
        double? readAt = null;
        foreach (var (time, onProject, notification) in Recording.Load().Notifications)
        {
            if (readAt <= time)
            {
                Read(project, server);
                readAt = null;
            }

            server.Take(notification);
            if (Gns3Translator.Translate(Recording.Server, onProject ? Recording.ProjectId : null, notification) is not ProjectNews news)
            {
                continue;
            }

            for (var i = 0; i < repeats; i++)
            {
                switch (project.Observe(news.Observation))
                {
                    case ReadNeed.Now:
                        Read(project, server);
                        readAt = null;
                        break;
                    case ReadNeed.Soon:
                        readAt ??= time + Settle;
                        break;
                }
            }
        }
    }

    private static void Read(SimulatedProject project, RecordedServer server)
    {
        var mark = project.BeginRead();
        if (server.Project is null)
        {
            project.Observe(new ProjectRemoved());
        }
        else
        {
            project.Reconcile(server.Facts(), mark);
        }
    }
}
