using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Nms.Silo.Telemetry;

/// <summary>One line an entry, for a person: instant, level, who, what, and the correlation id where there is one.</summary>
internal sealed class DiaryFormatter(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "nms-text";

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        textWriter.Write(time.GetUtcNow().ToString("yyyy-MM-dd HH:mm:ss ", CultureInfo.InvariantCulture));
        textWriter.Write(Word(logEntry.LogLevel));
        textWriter.Write(": ");
        textWriter.Write(logEntry.Category);
        textWriter.Write('[');
        textWriter.Write(logEntry.EventId.Id.ToString(CultureInfo.InvariantCulture));
        textWriter.Write("] ");
        WriteOnOneLine(textWriter, logEntry.Formatter(logEntry.State, logEntry.Exception));
        if (logEntry.Exception is { } exception)
        {
            textWriter.Write(' ');
            WriteOnOneLine(textWriter, exception.ToString());
        }

        if (LogContext.Current.Word is { } word)
        {
            textWriter.Write(" [");
            textWriter.Write(word);
            textWriter.Write(']');
        }

        textWriter.Write('\n');
    }

    /// <summary>What a client sent must not be able to write a line of its own, nor steer the terminal.</summary>
    private static void WriteOnOneLine(TextWriter textWriter, string text)
    {
        foreach (var character in text)
            textWriter.Write(char.IsControl(character) ? ' ' : character);
    }

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
