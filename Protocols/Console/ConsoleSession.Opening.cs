using Nms.Consoles.Sessions;

namespace Nms.Consoles;

public sealed partial class ConsoleSession
{
    // What a line editor answers by showing its line again, and a terminal without one by showing the key itself.
    private const string Redraw = "\f";
    private const string Left = "\x1b[D";
    private const string Right = "\x1b[C";
    private const int MaxSteps = 12;

    private async Task BeginAsync(ConsoleDialect? dialect, CancellationToken cancellationToken)
    {
        await WakeAsync(dialect, cancellationToken).ConfigureAwait(false);
        await LogInAsync(dialect, cancellationToken).ConfigureAwait(false);
        LearnPrompt(dialect);
        Dialect = dialect ?? await DetectAsync(cancellationToken).ConfigureAwait(false);
        if (Dialect.ForeignMode?.IsMatch(Prompt) == true) throw Busy("somebody is changing its configuration");
        if (Dialect.HasEnable && _options.Privileged && !IsPrivileged) await EnableAsync(cancellationToken).ConfigureAwait(false);
        if (_options.Paging == ConsolePaging.SwitchOff || (_options.Paging == ConsolePaging.Automatic && _loggedIn))
            foreach (var command in Dialect.PagingOff) await RunAsync(command, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Looks before it types. What is found in the line is never sent off: Enter is pressed only where the line is seen or felt to be empty.</summary>
    private async Task WakeAsync(ConsoleDialect? dialect, CancellationToken cancellationToken)
    {
        await LookAsync(cancellationToken).ConfigureAwait(false);
        if (IsAwake(dialect)) return;

        await _transport.TypeAsync(Redraw, cancellationToken).ConfigureAwait(false);
        var showed = await LookAsync(cancellationToken).ConfigureAwait(false);
        if (IsAwake(dialect)) return;

        if (!showed)
        {
            // Not every editor knows how to redraw; all of them move a cursor that has something to its left.
            await _transport.TypeAsync(Left, cancellationToken).ConfigureAwait(false);
            await LookAsync(cancellationToken).ConfigureAwait(false);
            if (_transport.Screen.MovedLeft && _transport.Screen.FinishedLength == 0)
            {
                await _transport.TypeAsync(Right, cancellationToken).ConfigureAwait(false);
                throw Busy("its line holds half a command");
            }

            if (IsAwake(dialect)) return;
        }

        await PressEnterAsync(dialect, cancellationToken).ConfigureAwait(false);
    }

    private bool IsAwake(ConsoleDialect? dialect) => LineReading.Read(_transport.Screen.CurrentLine, dialect) switch
    {
        LineKind.HalfCommand => throw Busy("its line holds half a command"),
        LineKind.Pager => throw Busy("somebody is reading a page"),
        LineKind.Prompt or LineKind.Login or LineKind.Password => true,
        _ => false,
    };

    private async Task PressEnterAsync(ConsoleDialect? dialect, CancellationToken cancellationToken)
    {
        // "Press RETURN to get started" takes one, and a console that was asleep may take another.
        for (var attempt = 0; attempt < 2; attempt++)
        {
            await _transport.TypeAsync("\r", cancellationToken).ConfigureAwait(false);
            var kind = await SettleAsync(dialect, _options.PromptTimeout / 2, cancellationToken).ConfigureAwait(false);
            if (kind is not (LineKind.Empty or LineKind.Other)) return;
        }

        throw new ConsoleException(ConsoleErrorKind.NoPrompt, $"The console at {_endpoint} shows no prompt{LastWords()}.");
    }

    private async Task LogInAsync(ConsoleDialect? dialect, CancellationToken cancellationToken)
    {
        var names = 0;
        var passwords = 0;
        for (var step = 0; step < MaxSteps; step++)
        {
            var line = _transport.Screen.CurrentLine;
            var keys = LineReading.Read(line, dialect) switch
            {
                LineKind.Prompt => null,
                LineKind.HalfCommand => throw Busy("its line holds half a command"),
                LineKind.Login when names++ > 0 && passwords > 0 => throw LoginFailed("does not accept the credentials"),
                LineKind.Login => (_credentials.UserName ?? throw LoginFailed("asks for a name, and none is given")) + "\r",
                // Somebody's name, or a key that was pressed to wake it, got there first: let that login fail, and begin with ours.
                LineKind.Password when names == 0 && _credentials.UserName is not null && passwords++ == 0 && !IsPasswordOnly() => "\r",
                LineKind.Password when passwords++ > 1 => throw LoginFailed("does not accept the password"),
                LineKind.Password => (_credentials.Password ?? throw LoginFailed("asks for a password, and none is given")) + "\r",
                LineKind.Pager => LineReading.TurnPage(line),
                LineKind.Question when LineReading.IsAboutLicence(line) => "n",
                _ => throw new ConsoleException(ConsoleErrorKind.NoPrompt, $"The console at {_endpoint} shows no prompt{LastWords()}."),
            };
            if (keys is null) return;

            _loggedIn |= passwords > 0;
            _transport.Forget();
            await _transport.TypeAsync(keys, cancellationToken).ConfigureAwait(false);
            await SettleAfterAsync(dialect, cancellationToken).ConfigureAwait(false);
        }

        throw LoginFailed("asks without end");
    }

    /// <summary>Waits for the line after the one that was answered.</summary>
    private async Task SettleAfterAsync(ConsoleDialect? dialect, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (_transport.Screen.FinishedLength == 0)
        {
            var left = _options.PromptTimeout - _time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero || !await _transport.ReadAsync(left, cancellationToken).ConfigureAwait(false))
                throw new ConsoleException(ConsoleErrorKind.TimedOut, $"The console at {_endpoint} does not go on with the login.");
        }

        await SettleAsync(dialect, _options.PromptTimeout, cancellationToken).ConfigureAwait(false);
    }

    private async Task<ConsoleDialect> DetectAsync(CancellationToken cancellationToken)
    {
        if (DialectDetection.FromPrompt(_transport.Screen.Finished, Prompt) is { } known) return known;
        var answer = await RunAsync(DialectDetection.Probe, cancellationToken).ConfigureAwait(false);
        return DialectDetection.FromProbe(answer)
            ?? throw new ConsoleException(ConsoleErrorKind.NotSupported, $"The console at {_endpoint} with the prompt \"{Prompt}\" speaks no known dialect.");
    }

    private async Task EnableAsync(CancellationToken cancellationToken)
    {
        var password = _credentials.EnablePassword;
        _transport.Forget();
        await _transport.TypeAsync("enable\r", cancellationToken).ConfigureAwait(false);
        for (var step = 0; step < 5; step++)
        {
            await SettleAfterAsync(Dialect, cancellationToken).ConfigureAwait(false);
            var kind = LineReading.Read(_transport.Screen.CurrentLine, Dialect);
            if (kind == LineKind.Prompt)
            {
                LearnPrompt(Dialect);
                _raised = IsPrivileged;
                return;
            }

            if (kind != LineKind.Password) break;
            // Without a password, or after a wrong one, Enter gets back to where it was; that is no failure, only less to see.
            _transport.Forget();
            await _transport.TypeAsync((step == 0 ? password : "") + "\r", cancellationToken).ConfigureAwait(false);
        }

        throw new ConsoleException(ConsoleErrorKind.NoPrompt, $"The console at {_endpoint} does not come back from \"enable\"{LastWords()}.");
    }

    private void LearnPrompt(ConsoleDialect? dialect)
    {
        if (LineReading.Read(_transport.Screen.CurrentLine, dialect) != LineKind.Prompt)
            throw new ConsoleException(ConsoleErrorKind.NoPrompt, $"The console at {_endpoint} shows no prompt{LastWords()}.");
        Prompt = _transport.Screen.CurrentLine.TrimEnd().ToString();
        _isAtPrompt = true;
    }

    /// <summary>Whether a password is asked for without a name before it. "^L" and "[D" are the keys that were to wake it, taken for a name.</summary>
    private bool IsPasswordOnly()
        => _transport.Screen.Finished is var shown && !shown.Contains("login", StringComparison.OrdinalIgnoreCase)
            && !shown.Contains("^L", StringComparison.Ordinal) && !shown.Contains("[D", StringComparison.Ordinal);

    private ConsoleException Busy(string why) => new(ConsoleErrorKind.Busy, $"The console at {_endpoint} is in use: {why}.");

    private ConsoleException LoginFailed(string why) => new(ConsoleErrorKind.LoginFailed, $"The console at {_endpoint} {why}.");

    private string LastWords()
    {
        var line = _transport.Screen.CurrentLine.Trim();
        return line.Length == 0 ? "" : $", but \"{line[..Math.Min(line.Length, 80)]}\"";
    }
}
