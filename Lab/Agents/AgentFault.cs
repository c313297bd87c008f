using System.Text.Json.Nodes;

namespace Nms.Lab.Agents;

/// <summary>What is wrong with the agent of a node, as the member <c>agent</c> of the node in a topology says.</summary>
/// <param name="Community">The only community it lets in, instead of the Lab's.</param>
/// <param name="Delay">How long it takes for each answer.</param>
/// <param name="Loops">Whether its interface table never ends: after the last row of a column comes its first.</param>
/// <param name="Name">sysName, instead of the host name.</param>
/// <param name="IsGarbled">Whether sysName and sysLocation are no UTF-8, and sysDescr has 60,000 characters.</param>
internal sealed record AgentFault(string? Community, TimeSpan Delay, bool Loops, string? Name, bool IsGarbled)
{
    /// <exception cref="FormatException">A member is not known.</exception>
    public static AgentFault Of(JsonObject described)
    {
        if (described.FirstOrDefault(member => member.Key is not ("community" or "delay_ms" or "loops" or "name" or "garbled")) is { Key: { } unknown })
            throw new FormatException($"an agent has no {unknown}; it has community, delay_ms, loops, name and garbled");
        return new AgentFault(
            described["community"]?.GetValue<string>(),
            TimeSpan.FromMilliseconds(described["delay_ms"]?.GetValue<int>() ?? 0),
            described["loops"]?.GetValue<bool>() ?? false,
            described["name"]?.GetValue<string>(),
            described["garbled"]?.GetValue<bool>() ?? false);
    }
}
