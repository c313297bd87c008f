using Nms.Gns3;
using Nms.Projects;

namespace Nms.Grains.Tests.Gns3;

/// <summary>
/// What the recorded server would have answered at an instant of the run, told by what it had notified until then.
/// </summary>
internal sealed class RecordedServer
{
    private readonly Dictionary<Guid, Gns3Node> _nodes = [];
    private readonly Dictionary<Guid, Gns3Link> _links = [];

    public Gns3Project? Project { get; private set; }

    public IEnumerable<Gns3Node> Nodes => Project?.Status == "closed" ? _nodes.Values.Select(AsListedByClosedProject) : _nodes.Values;

    public IEnumerable<Gns3Link> Links => _links.Values;

    public void Take(Gns3Notification notification)
    {
        switch (notification.Action)
        {
            case Gns3Actions.NodeCreated or Gns3Actions.NodeUpdated:
                _nodes[notification.AsNode()!.NodeId] = notification.AsNode()!;
                break;
            case Gns3Actions.NodeDeleted:
                _nodes.Remove(notification.AsNode()!.NodeId);
                break;
            case Gns3Actions.LinkCreated or Gns3Actions.LinkUpdated:
                _links[notification.AsLink()!.LinkId] = notification.AsLink()!;
                break;
            case Gns3Actions.LinkDeleted:
                _links.Remove(notification.AsLink()!.LinkId);
                break;
            case Gns3Actions.ProjectCreated or Gns3Actions.ProjectOpened or Gns3Actions.ProjectClosed or Gns3Actions.ProjectUpdated:
                Project = notification.AsProject();
                break;
            case Gns3Actions.ProjectDeleted:
                Project = null;
                break;
        }
    }

    public ProjectFacts Facts() => Gns3Translator.Facts(Recording.Server, Project!, [.. Nodes], [.. Links], []);

    private static Gns3Node AsListedByClosedProject(Gns3Node node) => node with
    {
        Status = null,
        CommandLine = null,
        ConsoleHost = null,
        NodeDirectory = null,
        Ports = null,
    };
}
