namespace Nms.Workflows.Steps;

/// <summary>Names of snapshots that steps take: what an earlier attempt took is found by the key in its name. Pure.</summary>
internal static class SnapshotNames
{
    /// <summary>Characters of the key in a name.</summary>
    private const int KeyLength = 12;

    public static string Of(string name, Guid stepKey) => $"{name} [{stepKey.ToString("N")[^KeyLength..]}]";
}
