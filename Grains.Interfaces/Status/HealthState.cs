namespace Nms.Status;

/// <summary>How well a part of the platform is.</summary>
public enum HealthState
{
    /// <summary>Not looked at yet.</summary>
    Unknown = 0,

    /// <summary>Nothing is wrong.</summary>
    Ok = 1,

    /// <summary>Something is wrong, and the hub answers.</summary>
    Warning = 2,

    /// <summary>The hub cannot do its work.</summary>
    Critical = 3,
}
