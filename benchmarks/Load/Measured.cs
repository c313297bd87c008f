namespace Nms.Load;

/// <summary>Of which messages a crowd notes how late they were.</summary>
internal enum Measured
{
    Nothing,
    Everything,
    Urgent,
}
