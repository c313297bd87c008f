namespace Nms.Gns3;

/// <summary>One configured server with the means to speak to it. Lives as long as the silo.</summary>
internal sealed record Gns3Connection(string Name, Gns3ServerOptions Options, IGns3Client Client, IGns3NotificationReader Reader)
{
    /// <summary>Refuses to change anything on a server that is only watched.</summary>
    public void DemandChanges()
    {
        if (Options.WatchOnly)
        {
            throw new ForbiddenException(
                "server_watch_only",
                $"GNS3 server {Name} is only watched; set Gns3:Servers:{Name}:WatchOnly to false to change anything on it.");
        }
    }
}
