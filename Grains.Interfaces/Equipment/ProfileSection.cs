namespace Nms.Equipment;

/// <summary>One step of a profile and what became of it.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ProfileSection")]
public sealed record ProfileSection
{
    /// <summary>gns3, addresses, configuration, console, snmp, performance, reachability, links.</summary>
    [Id(0)] public required string Name { get; init; }

    /// <summary>What became of it.</summary>
    [Id(1)] public SectionOutcome Outcome { get; init; }

    /// <summary>Why it is not completed.</summary>
    [Id(2)] public string? Reason { get; init; }

    /// <summary>How long it took.</summary>
    [Id(3)] public TimeSpan Took { get; init; }

    /// <summary>Requests that were sent to the equipment for it.</summary>
    [Id(4)] public int Requests { get; init; }

    /// <summary>When it was read, of a section that was skipped and shows what an earlier run read.</summary>
    [Id(5)] public DateTimeOffset? ReadAt { get; init; }
}
