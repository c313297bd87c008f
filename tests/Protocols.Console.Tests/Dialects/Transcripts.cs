using Nms.Consoles;

namespace Nms.Protocols.Consoles.Tests.Dialects;

/// <summary>Reads texts with a dialect, as a session would.</summary>
internal static class Transcripts
{
    public static ConsoleFacts Read(this ConsoleDialect dialect, params (string Command, string Text)[] answers)
        => dialect.Read(answers.Select(answer => new ConsoleAnswer(
            dialect.Commands.Single(command => command.Text == answer.Command), answer.Text.ReplaceLineEndings("\n"), IsRefused: false)));

    public static string Show(ConsoleRoute route) => $"{route.Destination} {route.NextHop?.ToString() ?? "-"} {route.Interface ?? "-"} {route.Protocol ?? "-"}";

    public static string Show(ConsoleNeighbour neighbour) => $"{neighbour.Address} {neighbour.PhysicalAddress?.ToString() ?? "-"} {neighbour.Interface ?? "-"}";

    public static string Show(ConsoleInterface at)
        => $"{at.Name} {at.Admin}/{at.Oper} {at.PhysicalAddress?.ToString() ?? "-"} {at.Mtu?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "-"} " +
           string.Join(' ', at.Addresses.Select(address => $"{address.Address}/{address.PrefixLength}"));
}
