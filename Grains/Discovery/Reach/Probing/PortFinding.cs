namespace Nms.Discovery.Reach.Probing;

/// <summary>One TCP port.</summary>
/// <param name="Port">Its number, as the address has it.</param>
/// <param name="State">What it says.</param>
/// <param name="Elapsed">Until the connection stood, was refused or was given up.</param>
/// <param name="Service">What runs there; null when it is not open or said nothing.</param>
/// <param name="Reason">Why it was not asked, or why the service could not be made out.</param>
internal sealed record PortFinding(int Port, PortState State, TimeSpan Elapsed = default, ServiceFinding? Service = null, string? Reason = null);
