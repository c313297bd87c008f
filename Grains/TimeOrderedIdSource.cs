namespace Nms;

/// <summary>Makes UUIDs of version 7 from the injected clock.</summary>
internal sealed class TimeOrderedIdSource(TimeProvider time) : IIdSource
{
    public Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());
}
