namespace Nms.Contracts.Webhooks;

/// <summary>What a webhook does.</summary>
public enum WebhookStatus
{
    /// <summary>It delivers.</summary>
    Active = 1,

    /// <summary>Its receiver failed repeatedly or asked for a pause; it tries again by itself.</summary>
    Paused = 2,

    /// <summary>Its owner is let in no more or may read no events.</summary>
    Withheld = 3,

    /// <summary>Somebody disabled it, or it was disabled because its receiver is gone.</summary>
    Disabled = 4,
}
