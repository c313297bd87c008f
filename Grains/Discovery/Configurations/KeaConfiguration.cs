using System.Text;
using System.Text.Json;

namespace Nms.Discovery.Configurations;

/// <summary>Reads kea-dhcp4.conf: JSON with comments, of which Kea knows three kinds. Pure.</summary>
internal static class KeaConfiguration
{
    private const int MostNetworks = 1_000;

    private static readonly JsonDocumentOptions s_lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 32 };

    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        try
        {
            using var document = JsonDocument.Parse(WithoutHashes(text), s_lenient);
            if (Member(document.RootElement, "Dhcp4") is { } dhcp) Read(dhcp, facts);
        }
        catch (JsonException)
        {
            facts.NotUnderstood(1);
        }

        return facts.Build();
    }

    private static void Read(JsonElement dhcp, FactsDraft facts)
    {
        if (Text(Member(dhcp, "lease-database"), "name") is ['/', ..] path) facts.LeaseFile = new ConfigurationFile(path.TrimStart('/'), ConfigurationKinds.KeaLeases);
        Reservations(dhcp, facts);
        foreach (var subnet in Items(dhcp, "shared-networks").SelectMany(network => Items(network, "subnet4")).Concat(Items(dhcp, "subnet4")).Take(MostNetworks))
        {
            Reservations(subnet, facts);
            if (Text(subnet, "subnet") is not { } network) continue;
            facts.Spoken.Service("dhcp", true);
            facts.Spoken.Pool(network, 0, pool => pool with
            {
                Network = ConfigurationLines.Network(network, null) ?? network,
                Gateways = [.. Option(subnet, "routers", 3)],
                DnsServers = [.. Option(subnet, "domain-name-servers", 6), .. Option(dhcp, "domain-name-servers", 6)],
            });
        }
    }

    private static void Reservations(JsonElement scope, FactsDraft facts)
    {
        foreach (var kept in Items(scope, "reservations"))
        {
            facts.Spoken.Binding(
                Text(kept, "ip-address") is { } address ? ConfigurationLines.Address(address, null) : null, Text(kept, "hw-address") is { } mac ? MacText.Of(mac) : null, Text(kept, "hostname"), 0);
        }
    }

    private static IEnumerable<string> Option(JsonElement scope, string name, int code) => Items(scope, "option-data")
        .Where(option => Text(option, "name") == name || (Member(option, "code") is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value == code))
        .SelectMany(option => (Text(option, "data") ?? "").Split(',', StringSplitOptions.TrimEntries))
        .Select(word => ConfigurationLines.Address(word, null)).OfType<string>().Take(8);

    private static JsonElement? Member(JsonElement? of, string name) =>
        of is { ValueKind: JsonValueKind.Object } element && element.TryGetProperty(name, out var member) ? member : null;

    private static IEnumerable<JsonElement> Items(JsonElement of, string name)
    {
        if (Member(of, name) is not { ValueKind: JsonValueKind.Array } list) yield break;
        foreach (var item in list.EnumerateArray()) yield return item;
    }

    private static string? Text(JsonElement? of, string name) => Member(of, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static string WithoutHashes(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var (_, line) in ConfigurationLines.Of(text))
        {
            if (!line.AsSpan().TrimStart().StartsWith("#")) kept.Append(line).Append('\n');
        }

        return kept.ToString();
    }
}
