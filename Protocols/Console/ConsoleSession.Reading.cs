using Nms.Consoles.Sessions;

namespace Nms.Consoles;

public sealed partial class ConsoleSession
{
    // The pause a console makes may be this many times as long before what looks like a prompt is believed.
    private const int GapFactor = 3;

    /// <summary>Types a line and gives what is said until the prompt returns.</summary>
    private async Task<string> RunAsync(string line, CancellationToken cancellationToken)
    {
        await ComeBackToPromptAsync(cancellationToken).ConfigureAwait(false);
        _isAtPrompt = false;
        _transport.Forget();
        await _transport.TypeAsync(line + "\r", cancellationToken).ConfigureAwait(false);
        await ReadAnswerAsync(line, cancellationToken).ConfigureAwait(false);
        _isAtPrompt = true;
        return AnswerText.Extract(_transport.Screen.Finished, line, Prompt);
    }

    /// <summary>
    /// Reads until the line the cursor is in is the prompt, and stays so. Lines of output that look like the prompt are passed
    /// because something follows them; only where the console pauses right there the quiet time decides.
    /// </summary>
    private async Task ReadAnswerAsync(string command, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var last = started;
        var gap = TimeSpan.Zero;
        while (true)
        {
            var left = _options.CommandTimeout - _time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) throw new ConsoleException(ConsoleErrorKind.TimedOut, $"The answer to \"{command}\" did not end in time.");

            var wait = QuietBeforeBelieving(gap) is { } quiet && quiet < left ? quiet : left;
            if (await _transport.ReadAsync(wait, cancellationToken).ConfigureAwait(false))
            {
                var now = _time.GetTimestamp();
                var pause = _time.GetElapsedTime(last, now);
                // The first pause is the equipment thinking, the others are how it speaks; old ones count less.
                if (_transport.Screen.FinishedLength > 0) gap = pause > gap ? pause : gap / 2;
                last = now;
                continue;
            }

            if (wait == left) continue;

            var current = _transport.Screen.CurrentLine;
            if (LineReading.Read(current, Dialect) != LineKind.Pager)
            {
                Prompt = current.TrimEnd().ToString();
                return;
            }

            await _transport.TypeAsync(LineReading.TurnPage(current), cancellationToken).ConfigureAwait(false);
            last = _time.GetTimestamp();
        }
    }

    /// <summary>How long it has to stay quiet for the current line to be the end of the answer; null when it is not one.</summary>
    private TimeSpan? QuietBeforeBelieving(TimeSpan gap)
    {
        var screen = _transport.Screen;
        if (screen.FinishedLength == 0) return null;
        var settle = TimeSpan.FromTicks(Math.Max(_options.SettleTime.Ticks, Math.Min(gap.Ticks * GapFactor, _options.PromptTimeout.Ticks / 2)));
        if (screen.CurrentLine.TrimEnd().SequenceEqual(Prompt)) return settle;
        return LineReading.Read(screen.CurrentLine, Dialect) switch
        {
            LineKind.Pager => settle,
            // The prompt changed: somebody changed the name of the equipment, or it shows its own state in it.
            LineKind.Prompt when Prompt.Length > 0 => settle + (4 * _options.LookTime),
            _ => null,
        };
    }

    /// <summary>Makes sure that the line is ours to write in.</summary>
    private async Task ComeBackToPromptAsync(CancellationToken cancellationToken)
    {
        if (!await IsSomebodyTypingAsync(cancellationToken).ConfigureAwait(false)) return;

        // A message of the equipment may have pushed the prompt away; a person leaves something in the line.
        await LookAsync(cancellationToken).ConfigureAwait(false);
        if (_transport.Screen.CurrentLine.TrimEnd().SequenceEqual(Prompt)) return;
        if (!_transport.Screen.CurrentLine.IsWhiteSpace()) throw Busy("somebody is typing");
        await PressEnterAsync(Dialect, cancellationToken).ConfigureAwait(false);
        LearnPrompt(Dialect);
    }

    private async Task<bool> IsSomebodyTypingAsync(CancellationToken cancellationToken)
    {
        while (await _transport.ReadAsync(TimeSpan.Zero, cancellationToken).ConfigureAwait(false))
        {
            // Takes what came meanwhile; the limit of output ends a flood.
        }

        return !_transport.Screen.CurrentLine.TrimEnd().SequenceEqual(Prompt);
    }

    /// <summary>Watches until nothing comes for a while; whether something did.</summary>
    private async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        var showed = false;
        while (await _transport.ReadAsync(_options.LookTime, cancellationToken).ConfigureAwait(false))
        {
            showed = true;
            if (_time.GetElapsedTime(started) > _options.PromptTimeout / 2) throw Busy("it talks without being asked");
        }

        return showed;
    }

    /// <summary>Reads until the current line asks for something and nothing follows; what it is when the time is over, if not.</summary>
    private async Task<LineKind> SettleAsync(ConsoleDialect? dialect, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var started = _time.GetTimestamp();
        while (true)
        {
            var kind = LineReading.Read(_transport.Screen.CurrentLine, dialect);
            var left = atMost - _time.GetElapsedTime(started);
            if (left <= TimeSpan.Zero) return kind;
            // After the beginning of a prompt the rest may be on its way; a login takes no harm from the longer wait.
            var wait = kind is LineKind.Empty or LineKind.Other or LineKind.HalfCommand ? left : _options.SettleTime;
            if (!await _transport.ReadAsync(wait < left ? wait : left, cancellationToken).ConfigureAwait(false)) return kind;
        }
    }
}
