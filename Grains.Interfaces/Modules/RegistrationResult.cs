using System.Collections.Immutable;

namespace Nms.Modules;

/// <summary>What a registration did.</summary>
/// <param name="Module">The module now.</param>
/// <param name="IsNew">Whether the name was free before.</param>
/// <param name="Changed">What is new about a module that was there, in the words of the API.</param>
[GenerateSerializer, Immutable, Alias("Nms.Modules.RegistrationResult")]
public sealed record RegistrationResult(
    [property: Id(0)] ModuleSnapshot Module,
    [property: Id(1)] bool IsNew,
    [property: Id(2)] ImmutableArray<string> Changed);
