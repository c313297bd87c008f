using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging.Console;
using Nms.Silo.Telemetry;

namespace Nms.Silo.Hosting;

/// <summary>An operator's diary on the console, one line an entry, the runtime's own talk left out; or JSON for a program.</summary>
internal static class HostLogging
{
    private const string Json = "json";
    private const string Text = "text";

    public static DiaryLevels UseDiary(this WebApplicationBuilder builder)
    {
        var levels = new DiaryLevels();
        builder.Configuration.Sources.Insert(0, levels); // first, so that every other source of settings overrides it
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Logging.ClearProviders();
        builder.Logging.AddConsole();
        builder.Logging.AddConsoleFormatter<DiaryFormatter, ConsoleFormatterOptions>();
        builder.Logging.AddConsoleFormatter<JsonLineFormatter, ConsoleFormatterOptions>();
        builder.Services.Configure<ConsoleLoggerOptions>(console => console.FormatterName =
            builder.Configuration[SiloSettings.LoggingFormatKey] == Json ? JsonLineFormatter.FormatterName : DiaryFormatter.FormatterName);
        return levels;
    }

    public static void Check(IConfiguration configuration, ICollection<string> mistakes)
    {
        if (configuration[SiloSettings.LoggingFormatKey] is { Length: > 0 } format && format is not (Json or Text))
            mistakes.Add($"{SiloSettings.LoggingFormatKey} is '{format}'; write {Text} or {Json}.");
    }
}
