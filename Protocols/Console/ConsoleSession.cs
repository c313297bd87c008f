using Nms.Consoles.Sessions;

namespace Nms.Consoles;

/// <summary>
/// A conversation with the console of equipment, over Telnet (RFC 854, its options negotiated by the rules of RFC 1143 §7) or bare bytes.
/// It waits for prompts and never for a time, types only what changes nothing, and steps back when somebody else is at the console.
/// One call at a time; after an exception the session is of no more use.
/// </summary>
public sealed partial class ConsoleSession : IAsyncDisposable
{
    private const int LongestLine = 512;

    // ETX, and what Cisco's escape sequence Ctrl-Shift-6 sends; equipment that knows one ignores the other.
    private const string Interrupt = "\u0003\u001e";

    private readonly ConsoleEndpoint _endpoint;
    private readonly ConsoleCredentials _credentials;
    private readonly ConsoleSessionOptions _options;
    private readonly TimeProvider _time;
    private readonly ConsoleTransport _transport;
    private readonly IAsyncDisposable _place;
    private bool _loggedIn;
    private bool _raised;
    private bool _isAtPrompt;

    private ConsoleSession(
        ConsoleEndpoint endpoint, ConsoleDialect? dialect, ConsoleCredentials credentials, ConsoleSessionOptions options, TimeProvider time, ConsoleTransport transport,
        IAsyncDisposable place)
    {
        (_endpoint, _credentials, _options, _time, _transport, _place) = (endpoint, credentials, options, time, transport, place);
        Dialect = dialect!;
    }

    /// <summary>What is spoken.</summary>
    public ConsoleDialect Dialect { get; private set; }

    /// <summary>The prompt the equipment shows.</summary>
    public string Prompt { get; private set; } = "";

    /// <summary>Whether commands that need privileged mode are answered, as far as the prompt tells.</summary>
    public bool IsPrivileged => !Dialect.HasEnable || Prompt.EndsWith('#');

    /// <summary>Opens a console: connects, looks whether somebody is there, wakes it, logs in where it asks, learns the prompt.</summary>
    /// <param name="endpoint">Where it is.</param>
    /// <param name="dialect">What it speaks; null to find out.</param>
    /// <param name="credentials">How to log in.</param>
    /// <param name="options">How patient to be.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ConsoleException">It cannot be used; the kind says why.</exception>
    public static async Task<ConsoleSession> OpenAsync(
        ConsoleEndpoint endpoint, ConsoleDialect? dialect, ConsoleCredentials credentials, ConsoleSessionOptions options, TimeProvider time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(endpoint);
        ArgumentNullException.ThrowIfNull(credentials);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        var place = await options.Guard.TryTakeAsync(endpoint, cancellationToken).ConfigureAwait(false)
            ?? throw new ConsoleException(ConsoleErrorKind.Busy, $"Another session uses the console at {endpoint}.");

        ConsoleTransport? transport = null;
        try
        {
            transport = await ConsoleTransport.ConnectAsync(endpoint, options, time, cancellationToken).ConfigureAwait(false);
            var session = new ConsoleSession(endpoint, dialect, credentials, options, time, transport, place);
            await session.BeginAsync(dialect, cancellationToken).ConfigureAwait(false);
            return session;
        }
        catch
        {
            if (transport is not null) await transport.DisposeAsync().ConfigureAwait(false);
            await place.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>The same, with the failure as a value: that a console is silent, in use or closed to us is expected.</summary>
    /// <inheritdoc cref="OpenAsync"/>
    public static async Task<ConsoleOpening> TryOpenAsync(
        ConsoleEndpoint endpoint, ConsoleDialect? dialect, ConsoleCredentials credentials, ConsoleSessionOptions options, TimeProvider time, CancellationToken cancellationToken = default)
    {
        try
        {
            return ConsoleOpening.Opened(await OpenAsync(endpoint, dialect, credentials, options, time, cancellationToken).ConfigureAwait(false));
        }
        catch (ConsoleException e)
        {
            return ConsoleOpening.Failed(e);
        }
    }

    /// <summary>Types a command of the dialect and gives what is said until the prompt returns.</summary>
    /// <exception cref="ConsoleException">Somebody else began to type, the answer is too long or does not end, or the connection did.</exception>
    public async Task<ConsoleAnswer> AskAsync(ConsoleCommand command, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (!Dialect.Commands.Contains(command)) throw new ArgumentException($"The dialect {Dialect.Name} has no such command.", nameof(command));

        var text = await RunAsync(command.Text, cancellationToken).ConfigureAwait(false);
        return new ConsoleAnswer(command, text, IsRefusal(text));
    }

    /// <summary>
    /// Types a line that the caller answers for, and gives what is said until the prompt returns. A command that does not end in time is
    /// interrupted, so that the console is left at its prompt.
    /// </summary>
    /// <param name="line">One line of printable ASCII, at most 512 characters.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>What was said, and whether the equipment does not know the command or does not allow it.</returns>
    /// <exception cref="ArgumentException">It is no such line.</exception>
    /// <exception cref="ConsoleException">As of <see cref="AskAsync"/>.</exception>
    public async Task<(string Text, bool IsRefused)> TypeAsync(string line, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(line);
        if (line.Length > LongestLine || line.Any(c => c is < ' ' or > '~')) throw new ArgumentException("A command is one line of printable ASCII.", nameof(line));

        try
        {
            var text = await RunAsync(line, cancellationToken).ConfigureAwait(false);
            return (text, IsRefusal(text));
        }
        catch (ConsoleException e) when (e.Kind == ConsoleErrorKind.TimedOut)
        {
            await InterruptAsync(cancellationToken).ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Asks all that the dialect has a command for, and reads the answers.</summary>
    /// <exception cref="ConsoleException">As of <see cref="AskAsync"/>.</exception>
    public async Task<ConsoleFacts> ReadFactsAsync(CancellationToken cancellationToken = default)
    {
        var answers = new List<ConsoleAnswer>();
        foreach (var command in Dialect.Commands)
        {
            if (command.IsAlternative && answers.Any(answer => answer.Command.Topic == command.Topic && !answer.IsRefused)) continue;
            answers.Add(command.IsPrivileged && !IsPrivileged
                ? new ConsoleAnswer(command, "", IsRefused: true)
                : await AskAsync(command, cancellationToken).ConfigureAwait(false));
        }

        // A topic was refused when none of its commands was answered.
        var answered = answers.Where(answer => !answer.IsRefused).Select(answer => answer.Command.Topic).ToHashSet();
        var facts = Dialect.Read(answers.Where(answer => !answer.IsRefused || !answered.Contains(answer.Command.Topic)));
        return facts.HostName is null ? facts with { HostName = HostOf(Prompt) } : facts;
    }

    /// <summary>Leaves the console as it was found: out of privileged mode and logged out where this session went in. Never throws.</summary>
    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_isAtPrompt) await LeaveAsync().ConfigureAwait(false);
        }
        catch (Exception e) when (e is ConsoleException or OperationCanceledException)
        {
            // The console is gone or stuck, and with it what was to be left.
        }
        finally
        {
            await _transport.DisposeAsync().ConfigureAwait(false);
            await _place.DisposeAsync().ConfigureAwait(false);
        }
    }

    private bool IsRefusal(string text) => Dialect.Refusal.IsMatch(text.Length > 2000 ? text[..2000] : text);

    private async Task InterruptAsync(CancellationToken cancellationToken)
    {
        await _transport.TypeAsync(Interrupt, cancellationToken).ConfigureAwait(false);
        _isAtPrompt = await SettleAsync(Dialect, _options.PromptTimeout, cancellationToken).ConfigureAwait(false) == LineKind.Prompt;
    }

    private async Task LeaveAsync()
    {
        _isAtPrompt = false;
        using var patience = new CancellationTokenSource(_options.PromptTimeout, _time);
        if (await IsSomebodyTypingAsync(patience.Token).ConfigureAwait(false)) return;
        var last = _loggedIn ? Dialect.LogOut : _raised ? "disable" : null;
        if (last is null) return;
        _transport.Forget();
        await _transport.TypeAsync(last + "\r", patience.Token).ConfigureAwait(false);
        // Closing at once would take back what was typed: the connection is reset when the answer finds nobody.
        while (_transport.Screen.FinishedLength == 0 && await _transport.ReadAsync(_options.LookTime * 4, patience.Token).ConfigureAwait(false))
        {
            // The echo is enough.
        }
    }

    private static string? HostOf(string prompt)
    {
        var name = prompt.Trim('[', ']', ' ', '>', '#', '$', '%');
        var at = name.IndexOf('@', StringComparison.Ordinal);
        if (at >= 0) name = name[(at + 1)..];
        var end = name.IndexOfAny([':', ' ', ']', '(', '/', '~', '[']);
        if (end >= 0) name = name[..end];
        return name.Length > 0 ? name : null;
    }
}
