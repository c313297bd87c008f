namespace Nms.Contracts.Messaging;

/// <summary>What became of dead letters.</summary>
/// <param name="Module">The module.</param>
/// <param name="Count">How many were put back or deleted.</param>
public sealed record DeadLettersResponse(string Module, int Count);
