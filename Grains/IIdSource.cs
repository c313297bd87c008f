namespace Nms;

/// <summary>Makes ids. Injected, so that a test knows them beforehand.</summary>
internal interface IIdSource
{
    /// <summary>Makes a new id that sorts after the ones before it.</summary>
    Guid NewId();
}
