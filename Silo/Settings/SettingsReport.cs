using Nms.Silo.Hosting;

namespace Nms.Silo.Settings;

/// <summary>What the start makes of the settings: a mistake ends it, a key that nothing reads is a line in the log.</summary>
internal static partial class SettingsReport
{
    /// <exception cref="SettingException">Settings cannot be used; the message names them all.</exception>
    public static SiloSettings ReadOrThrow(IConfiguration configuration) => SettingsCheck.FindMistakes(configuration) is { Count: > 0 } mistakes
        ? throw new SettingException(string.Join(' ', mistakes))
        : SiloSettings.Read(configuration);

    public static void ReportUnknownSettings(this WebApplication app)
    {
        foreach (var sentence in SettingsCheck.FindUnknown(app.Configuration))
            LogUnknown(app.Logger, sentence);
    }

    [LoggerMessage(9042, LogLevel.Warning, "{Sentence}")]
    private static partial void LogUnknown(ILogger logger, string sentence);
}
