namespace Nms.Discovery.Configurations;

/// <summary>A secret that a configuration holds. It shows itself to nobody who does not ask.</summary>
internal sealed record ConfigurationSecret(string Value)
{
    /// <summary>The secret.</summary>
    public string Reveal() => Value;

    private string Value { get; } = Value;

    /// <inheritdoc/>
    public override string ToString() => SecretRedaction.Redacted;
}
