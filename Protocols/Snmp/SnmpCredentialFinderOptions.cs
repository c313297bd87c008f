namespace Nms.Snmp;

/// <summary>How gently credentials are tried.</summary>
public sealed record SnmpCredentialFinderOptions
{
    /// <summary>The pause between two tries at one agent.</summary>
    /// <value>Default 250 milliseconds; 0 or more.</value>
    public TimeSpan Pause { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How many wrong passwords an agent is shown before it is left in peace, so that nobody is locked out.</summary>
    /// <value>Default 2; at least 1.</value>
    public int MaxWrongPasswords { get; init; } = 2;

    /// <summary>How many credentials an agent is shown in one search.</summary>
    /// <value>Default 16; at least 1.</value>
    public int MaxTries { get; init; } = 16;

    /// <summary>How often a try is repeated when nobody answers.</summary>
    /// <value>Default 1; 0 to 10.</value>
    public int Retries { get; init; } = 1;

    /// <summary>For how long an agent at which nothing worked is not tried again.</summary>
    /// <value>Default 10 minutes.</value>
    public TimeSpan RestAfterFailure { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many agents are remembered.</summary>
    /// <value>Default 65,536; at least 1.</value>
    public int MaxTargets { get; init; } = 65_536;
}
