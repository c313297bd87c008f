using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Nms.Discovery.Configurations;
using Nms.Nodes;

namespace Nms.Consoles;

/// <summary>Types permitted commands at consoles.</summary>
internal sealed class NodeConsoles(IGrainFactory grains, ConsoleOpener opener, IOptions<ConsoleOptions> options) : INodeConsoles
{
    private static readonly ConsoleSessionOptions s_how = new() { MaxOutputBytes = 1024 * 1024, CommandTimeout = TimeSpan.FromSeconds(20) };

    public async Task<ConsoleTranscript> TypeAsync(NodeKey key, ImmutableArray<string> commands, bool mayWrite, bool withSecrets, CancellationToken cancellationToken)
    {
        var node = await grains.Node(key).FindAsync(cancellationToken) ?? throw NodeFailures.NotFound(key);
        if (node.Status != NodeStatus.Started)
        {
            throw new ConflictException("node_not_started", $"{node.Name} is {NodeLogic.Text(node.Status)}: nobody answers at its console.");
        }

        var endpoint = ConsoleOpener.EndpointOf(node)
            ?? throw new ConflictException("console_not_text", $"The console of {node.Name} is {node.Console?.Type ?? "none"}; commands are typed at telnet consoles.");
        try
        {
            await using var session = await opener.OpenAsync(node, endpoint, boots: false, s_how, cancellationToken);
            Judge(session.Dialect, commands, mayWrite);
            return await TypeAsync(session, commands, withSecrets, cancellationToken);
        }
        catch (ConsoleException e)
        {
            throw e.Kind switch
            {
                ConsoleErrorKind.Busy => new ConflictException("console_busy", e.Message),
                ConsoleErrorKind.LoginFailed => new ConflictException("console_login_failed", $"{e.Message} Set Nms:Discovery:ConsoleLogins."),
                _ => new ConsoleUnavailableException("console_unavailable", e.Message),
            };
        }
    }

    private static async Task<ConsoleTranscript> TypeAsync(ConsoleSession session, ImmutableArray<string> commands, bool withSecrets, CancellationToken cancellationToken)
    {
        var lines = ImmutableArray.CreateBuilder<ConsoleLine>();
        string? error = null;
        try
        {
            foreach (var command in commands)
            {
                var (text, isRefused) = await session.TypeAsync(command, cancellationToken);
                lines.Add(new ConsoleLine(command, withSecrets ? text : SecretRedaction.Redact(text), isRefused));
            }
        }
        catch (ConsoleException e)
        {
            // What was answered is told; the session is of no more use.
            error = e.Message;
        }

        return new ConsoleTranscript(session.Dialect.Name, session.Prompt, lines.ToImmutable(), error);
    }

    private void Judge(ConsoleDialect dialect, ImmutableArray<string> commands, bool mayWrite)
    {
        if (commands.FirstOrDefault(command => !ConsoleCommandRules.IsPermitted(dialect, command, mayWrite, options.Value.Commands)) is { } refused)
        {
            throw new ForbiddenException(
                "command_not_permitted",
                $"\"{refused}\" may not be typed at a {dialect.Name} console; nothing was. Permitted are: {string.Join("; ", ConsoleCommandRules.Patterns(dialect, mayWrite, options.Value.Commands))}. More are added by {ConsoleOptions.Section}:Commands.");
        }
    }
}
