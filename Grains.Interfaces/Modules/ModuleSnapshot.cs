namespace Nms.Modules;

/// <summary>A module and how it is.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Modules.ModuleSnapshot")]
public sealed record ModuleSnapshot
{
    /// <summary>What it said of itself.</summary>
    [Id(0)] public required ModuleRegistration Registration { get; init; }

    /// <summary>When it first registered.</summary>
    [Id(1)] public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>When it last said something new.</summary>
    [Id(2)] public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was last heard of: a heartbeat, any frame or request of it, or a good answer of its health address.</summary>
    [Id(3)] public required DateTimeOffset LastHeartbeat { get; init; }

    /// <summary>Whether it counts as well.</summary>
    [Id(4)] public required bool Healthy { get; init; }

    /// <summary>Why not.</summary>
    [Id(5)] public string? Complaint { get; init; }

    /// <summary>What its health address said last.</summary>
    [Id(6)] public ModuleProbe? Probe { get; init; }

    /// <summary>Its name.</summary>
    public string Name => Registration.Name;
}

/// <summary>One look at a health address.</summary>
/// <param name="At">When.</param>
/// <param name="Error">What was wrong, or null.</param>
/// <param name="Failures">How many in a row went wrong.</param>
[GenerateSerializer, Immutable, Alias("Nms.Modules.ModuleProbe")]
public sealed record ModuleProbe(
    [property: Id(0)] DateTimeOffset At,
    [property: Id(1)] string? Error,
    [property: Id(2)] int Failures);
