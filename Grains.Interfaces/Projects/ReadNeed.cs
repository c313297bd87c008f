namespace Nms.Projects;

/// <summary>
/// Whether what GNS3 said can be believed without a full read of the project. The caller of
/// <see cref="IProjectGrain.ObserveAsync"/> makes the read and hands it to <see cref="IProjectGrain.ReconcileAsync"/>.
/// </summary>
[GenerateSerializer, Alias("Nms.Projects.ReadNeed")]
public enum ReadNeed
{
    /// <summary>Everything was taken.</summary>
    None = 0,

    /// <summary>Something is held until a read made after a short settle: an opening that may be a flicker, an unknown id.</summary>
    Soon = 1,

    /// <summary>Read at once: a snapshot was restored.</summary>
    Now = 2,
}
