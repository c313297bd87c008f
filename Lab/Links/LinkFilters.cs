using System.Text.Json.Nodes;

namespace Nms.Lab.Links;

/// <summary>The description of the filters a link can have, from which clients build their forms.</summary>
internal static class LinkFilters
{
    public static JsonArray Descriptions() => new(
        Described("frequency_drop", "Frequency drop", "It will drop everything with a -1 frequency, drop every Nth packet with a positive frequency, or drop nothing", Number("Frequency", -1, 32767, "th packet")),
        Described("packet_loss", "Packet loss", "The percentage represents the chance for a packet to be lost", Number("Chance", 0, 100, "%")),
        Described("delay", "Delay", "Delay packets in milliseconds. You can add jitter in milliseconds (+/-) of the delay", Number("Latency", 0, 32767, "ms"), Number("Jitter (-/+)", 0, 32767, "ms")),
        Described("corrupt", "Corrupt", "The percentage represents the chance for a packet to be corrupted", Number("Chance", 0, 100, "%")),
        Described("bpf", "Berkeley Packet Filter (BPF)", "This filter will drop any packet matching a BPF expression. Put one expression per line", new JsonObject { ["name"] = "Filters", ["type"] = "text" }));

    private static JsonObject Described(string type, string name, string description, params JsonNode[] parameters) => new()
    {
        ["description"] = description,
        ["name"] = name,
        ["parameters"] = new JsonArray(parameters),
        ["type"] = type,
    };

    private static JsonObject Number(string name, int minimum, int maximum, string unit) => new()
    {
        ["maximum"] = maximum,
        ["minimum"] = minimum,
        ["name"] = name,
        ["type"] = "int",
        ["unit"] = unit,
    };
}
