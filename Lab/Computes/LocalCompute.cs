using System.Text.Json.Nodes;

namespace Nms.Lab.Computes;

/// <summary>
/// The only compute of the Lab. Its load follows from what runs, with a slow swing on top, so that a graph of it is
/// neither flat nor random.
/// </summary>
internal sealed class LocalCompute(LabState state)
{
    public const string Id = "local";

    public const string Name = "lab";

    private static readonly string[] NodeTypes =
    [
        "cloud", "ethernet_hub", "ethernet_switch", "nat", "vpcs", "virtualbox", "dynamips", "frame_relay_switch", "atm_switch", "qemu",
        "vmware", "traceng", "docker", "iou",
    ];

    /// <summary>The port of the API, known once the server listens.</summary>
    public int Port { get; set; }

    public JsonObject Load() => new() { ["cpu_usage_percent"] = Cpu(), ["memory_usage_percent"] = Memory() };

    public JsonObject ToJson() => new()
    {
        ["capabilities"] = new JsonObject
        {
            ["node_types"] = new JsonArray([.. NodeTypes.Select(type => (JsonNode)type)]),
            ["platform"] = "linux",
            ["version"] = state.Options.Version,
        },
        ["compute_id"] = Id,
        ["connected"] = true,
        ["cpu_usage_percent"] = Cpu(),
        ["host"] = state.Options.Host,
        ["last_error"] = null,
        ["memory_usage_percent"] = Memory(),
        ["name"] = Name,
        ["port"] = Port,
        ["protocol"] = "http",
        ["user"] = state.Options.User,
    };

    private double Cpu()
    {
        var minute = state.Time.GetUtcNow().Second + (state.Time.GetUtcNow().Millisecond / 1000.0);
        return Math.Round(Math.Min(2.5 + (Running() * 0.35) + (1.5 * Math.Sin(minute * Math.PI / 30)), 99), 1);
    }

    private double Memory() => Math.Round(Math.Min(1.8 + (Running() * 0.4), 95), 1);

    private int Running()
    {
        lock (state.Gate)
            return state.Projects.Values.Sum(project => project.Nodes.Values.Count(node => node.IsRunning));
    }
}
