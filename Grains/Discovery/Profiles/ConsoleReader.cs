using Nms.Consoles;
using Nms.Discovery.Configurations;
using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Discovery.Profiles;

/// <summary>Asks the console of a node all that its dialect has a question for. It types nothing that changes anything.</summary>
internal sealed class ConsoleReader(ConsoleOpener opener, TimeProvider time)
{
    /// <summary>Name of what is running, among the configuration files.</summary>
    public const string RunningConfiguration = "running-config";

    public async Task<ConsoleReading> ReadAsync(NodeSnapshot node, bool boots, CancellationToken cancellationToken)
    {
        var console = Describe(node);
        if (ConsoleOpener.EndpointOf(node) is not { } endpoint)
        {
            return new ConsoleReading(console, SectionResult.Absent(node.Console is { Type: { } type } and not { Type: "none" } ? $"A console of type {type} is not text." : "The node has no console."));
        }

        if (node.Status != NodeStatus.Started)
        {
            return new ConsoleReading(console, SectionResult.Absent("The node is not started."));
        }

        try
        {
            await using var session = await opener.OpenAsync(node, endpoint, boots, new ConsoleSessionOptions(), cancellationToken);
            return await ReadAsync(session, console);
        }
        catch (ConsoleException e)
        {
            return Failed(e);
        }

        ConsoleReading Failed(ConsoleException e) =>
            new(console with { Reachable = e.Kind != ConsoleErrorKind.Unreachable, Error = e.Message }, SectionResult.Failed(e.Message));

        async Task<ConsoleReading> ReadAsync(ConsoleSession session, EquipmentConsole described)
        {
            var facts = await session.ReadFactsAsync(cancellationToken);
            var at = time.GetUtcNow();
            var dialect = session.Dialect.Name;
            var result = facts.Refused is [] ? SectionResult.Completed : SectionResult.Partial($"It refuses to tell {string.Join(", ", facts.Refused.Select(ConsoleFindings.Word))}.");
            var reading = new ConsoleReading(described with { Reachable = true, Dialect = dialect, Prompt = session.Prompt }, result, ConsoleFindings.Of(facts, dialect, at));
            if (facts.RunningConfiguration is not { Length: > 0 } running)
            {
                return reading;
            }

            var configured = ConfigurationParser.Parse(dialect, running);
            return reading with
            {
                Findings = configured is null ? reading.Findings : ConsoleFindings.With(reading.Findings!, ConfigurationFindings.Of(configured, RunningConfiguration, at, FactSource.Console)),
                Credentials = ConfiguredCredentials.Of(configured, RunningConfiguration),
                RunningFile = ConfigurationReader.Describe(RunningConfiguration, FactSource.Console, running, configured, at),
                RunningConfiguration = new ConfigurationText(RunningConfiguration, FactSource.Console, dialect, running),
            };
        }
    }

    public static EquipmentConsole Describe(NodeSnapshot node) => new()
    {
        Available = node.Console is { Port: not null } and not { Type: "none" },
        Type = node.Console?.Type,
        Host = node.Console?.Host,
        Port = node.Console?.Port,
        AutoStart = node.ConsoleAutoStart,
    };
}
