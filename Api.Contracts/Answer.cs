using System.Text.Json.Serialization;

namespace Nms.Contracts;

/// <summary>
/// What every read says about itself: how fresh it is. Inside another answer these members are left out, the outer ones hold.
/// </summary>
public abstract record Answer
{
    /// <summary>When GNS3 last told the hub anything about this.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? LastUpdate { get; set; }

    /// <summary>True when the model answered, false when GNS3 was asked for this very answer.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Cached { get; set; }

    /// <summary>Seconds since <see cref="LastUpdate"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? AgeSeconds { get; set; }

    /// <summary>True when the hub does not hear the GNS3 server, or the model was not compared with it for 300 seconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Stale { get; set; }
}
