namespace Nms.Gns3;

/// <summary>A template, from which nodes are made.</summary>
public sealed record Gns3Template
{
    /// <summary>Id.</summary>
    public required Guid TemplateId { get; init; }

    /// <summary>Name.</summary>
    public required string Name { get; init; }

    /// <summary>vpcs, qemu, dynamips, …</summary>
    public string? TemplateType { get; init; }

    /// <summary>router, switch, guest, firewall, …</summary>
    public string? Category { get; init; }

    /// <summary>Symbol on the canvas.</summary>
    public string? Symbol { get; init; }

    /// <summary>Compute its nodes run on; null means the caller says.</summary>
    public string? ComputeId { get; init; }

    /// <summary>Whether it comes with GNS3.</summary>
    public bool? Builtin { get; init; }

    /// <summary>How its nodes are named, such as PC{0}.</summary>
    public string? DefaultNameFormat { get; init; }

    /// <summary>Console type of its nodes.</summary>
    public string? ConsoleType { get; init; }

    /// <summary>Notes on its use.</summary>
    public string? Usage { get; init; }
}
