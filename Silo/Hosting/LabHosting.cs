using System.Net;
using Nms.Lab;
using Nms.Lab.Topologies;

namespace Nms.Silo.Hosting;

/// <summary>The Lab in this process: started before the silo, and from then on a GNS3 server like any other.</summary>
internal static class LabHosting
{
    public const string ServerName = "lab";
    private const int Gns3Port = 3080;

    public static async Task<LabServer?> StartLabAsync(this WebApplicationBuilder builder, SiloSettings settings)
    {
        if (settings.Lab is not { } lab)
            return null;

        var server = await StartAsync(lab);
        builder.Configuration[$"{SiloSettings.ServersSection}:{ServerName}:Url"] = server.Url.ToString();
        builder.Configuration[$"{SiloSettings.ServersSection}:{ServerName}:IsLab"] = bool.TrueString;
        return server;
    }

    private static async Task<LabServer> StartAsync(LabSettings lab)
    {
        var port = lab.Port ?? LocalPorts.PreferOrFree(IPAddress.Loopback, Gns3Port);
        try
        {
            return await LabServer.StartAsync(new LabOptions { Topology = lab.Topology, Port = port });
        }
        catch (InvalidTopologyException e)
        {
            throw new SettingException($"{SiloSettings.LabTopologyKey} is '{lab.Topology}': {e.Message}");
        }
        catch (IOException e)
        {
            throw new SettingException($"The Lab cannot listen on port {port} ({e.Message}); set {SiloSettings.LabPortKey} to another port.");
        }
    }
}
