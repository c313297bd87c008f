namespace Nms.Contracts.Modules;

/// <summary>What a registration did.</summary>
/// <param name="Module">The module now.</param>
/// <param name="Created">Whether the name was free before.</param>
/// <param name="Changed">What is new about it.</param>
public sealed record RegistrationResponse(ModuleResponse Module, bool Created, IReadOnlyList<string> Changed);
