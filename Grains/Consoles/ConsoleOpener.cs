using Microsoft.Extensions.Options;
using Nms.Discovery;
using Nms.Nodes;

namespace Nms.Consoles;

/// <summary>Opens the consoles of nodes, with the logins of the settings.</summary>
internal sealed class ConsoleOpener(IConsoleGuard guard, IOptions<DiscoveryOptions> options, TimeProvider time)
{
    /// <summary>Logins tried at one console: more would lock accounts.</summary>
    private const int MostLogins = 5;

    private static readonly TimeSpan s_bootPause = TimeSpan.FromSeconds(2);

    /// <summary>Where the console of a node is spoken to as text; null where it is not.</summary>
    public static ConsoleEndpoint? EndpointOf(NodeSnapshot node) =>
        node.Console is { Type: "telnet", Host: { } host, Port: { } port } ? new ConsoleEndpoint(host, port) : null;

    /// <summary>Opens a console.</summary>
    /// <param name="node">The node.</param>
    /// <param name="endpoint">Where its console is.</param>
    /// <param name="boots">Whether it was started a moment ago: its prompt is waited for until the call is given up.</param>
    /// <param name="how">How patient to be.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConsoleException">It cannot be used; the kind says why.</exception>
    public async Task<ConsoleSession> OpenAsync(NodeSnapshot node, ConsoleEndpoint endpoint, bool boots, ConsoleSessionOptions how, CancellationToken cancellationToken)
    {
        ConsoleException? failure = null;
        foreach (var credentials in Logins())
        {
            while (true)
            {
                try
                {
                    return await ConsoleSession.OpenAsync(endpoint, Expected(node.NodeType), credentials, how with { Guard = guard }, time, cancellationToken);
                }
                catch (ConsoleException e) when (e.Kind == ConsoleErrorKind.LoginFailed)
                {
                    failure = e;
                    break;
                }
                catch (ConsoleException e) when (boots && e.Kind is (ConsoleErrorKind.NoPrompt or ConsoleErrorKind.Unreachable or ConsoleErrorKind.Busy))
                {
                    // Equipment that boots talks without being asked and shows no prompt; the caller's time is the limit.
                    await Task.Delay(s_bootPause, time, cancellationToken);
                }
            }
        }

        throw failure!;
    }

    /// <summary>What a node of this type speaks for certain; null where it is found out.</summary>
    private static ConsoleDialect? Expected(string nodeType) => nodeType == "vpcs" ? ConsoleDialect.Vpcs : null;

    private IEnumerable<ConsoleCredentials> Logins() => options.Value.ConsoleLogins is { Count: > 0 } logins
        ? logins.Take(MostLogins).Select(login => new ConsoleCredentials(login.User, login.SecretPassword(), login.Enable))
        : [ConsoleCredentials.None];
}
