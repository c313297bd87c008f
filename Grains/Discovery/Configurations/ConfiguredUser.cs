namespace Nms.Discovery.Configurations;

/// <summary>An SNMPv3 user of a configuration, whose passwords stand there as they are. Those that are hashed are of no use to anybody else.</summary>
internal sealed record ConfiguredUser(string Name)
{
    /// <summary>md5, sha, sha-256 or another word of the configuration; null without.</summary>
    public string? AuthProtocol { get; init; }

    public ConfigurationSecret? AuthPassword { get; init; }

    /// <summary>des, aes, aes256 or another word of the configuration; null without.</summary>
    public string? PrivacyProtocol { get; init; }

    public ConfigurationSecret? PrivacyPassword { get; init; }

    public int Line { get; init; }
}
