namespace Nms.Contracts.Nodes;

/// <summary>What was said at a console.</summary>
/// <param name="NodeId">The node.</param>
/// <param name="Dialect">What its console speaks: vpcs, ios, nx-os, eos, vtysh, linux, vyos, routeros or junos.</param>
/// <param name="Prompt">The prompt it shows.</param>
/// <param name="Answers">The commands and their answers, as far as they were typed.</param>
/// <param name="Error">Why the others were not typed, or the last was not answered; null when all were.</param>
public sealed record ConsoleCommandsResponse(Guid NodeId, string Dialect, string Prompt, IReadOnlyList<ConsoleAnswerResponse> Answers, string? Error);
