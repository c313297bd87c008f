using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Nms.Testing.Servers;

/// <summary>A request as a receiver of webhooks got it.</summary>
public sealed record ReceivedWebhook(ImmutableDictionary<string, string> Headers, byte[] Body)
{
    /// <summary>What repetitions have in common.</summary>
    public string Id => Headers["webhook-id"];

    /// <summary>The body as JSON.</summary>
    public JsonNode Json => JsonNode.Parse(Body)!;

    /// <summary>Type of the event or message.</summary>
    public string Type => Json["type"]!.GetValue<string>();

    /// <summary>Place of the event in the log.</summary>
    public long Sequence => Json["data"]!["sequence"]!.GetValue<long>();

    /// <summary>Which attempt it is.</summary>
    public int Attempt => int.Parse(Headers["nms-attempt"], CultureInfo.InvariantCulture);

    /// <summary>Checks as a receiver does, with nothing but the three headers, the body and what it was given.</summary>
    public bool IsSignedWith(string secret)
    {
        var signed = Encoding.UTF8.GetBytes($"{Id}.{Headers["webhook-timestamp"]}.{Encoding.UTF8.GetString(Body)}");
        var expected = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(secret["whsec_".Length..]), signed));
        return Headers["webhook-signature"].Split(' ').Contains(expected, StringComparer.Ordinal);
    }
}
