using Microsoft.Extensions.Options;

namespace Nms.Silo.Telemetry;

/// <summary>Refuses a key that can be guessed, and a file that cannot be read.</summary>
internal sealed class MetricsOptionsValidator : IValidateOptions<MetricsOptions>
{
    public ValidateOptionsResult Validate(string? name, MetricsOptions options)
    {
        const string key = $"{MetricsOptions.Section}:{nameof(MetricsOptions.ScrapeKey)}";
        const string file = $"{MetricsOptions.Section}:{nameof(MetricsOptions.ScrapeKeyFile)}";
        if (options is { ScrapeKey: not null, ScrapeKeyFile: not null })
            return ValidateOptionsResult.Fail($"{key} and {file} are both set; remove one.");
        if (options.ScrapeKey is { } written && written.Length < MetricsOptions.ShortestKey)
            return ValidateOptionsResult.Fail($"{key} has {written.Length} characters; use at least {MetricsOptions.ShortestKey}, such as those of openssl rand -hex 24.");
        if (options.ScrapeKeyFile is null)
            return ValidateOptionsResult.Success;

        try
        {
            var read = File.ReadAllText(options.ScrapeKeyFile).Trim();
            return read.Length < MetricsOptions.ShortestKey
                ? ValidateOptionsResult.Fail($"{file} is {options.ScrapeKeyFile}, which holds {read.Length} characters; use at least {MetricsOptions.ShortestKey}.")
                : ValidateOptionsResult.Success;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"{file} is {options.ScrapeKeyFile}, which cannot be read: {e.Message}");
        }
    }
}
