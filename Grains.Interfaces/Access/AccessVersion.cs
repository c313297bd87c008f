namespace Nms.Access;

/// <summary>How far a copy of the access directory is.</summary>
/// <param name="Users">Counts changes of users and roles.</param>
/// <param name="Keys">Counts changes of API keys.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.AccessVersion")]
public readonly record struct AccessVersion(
    [property: Id(0)] long Users,
    [property: Id(1)] long Keys);
