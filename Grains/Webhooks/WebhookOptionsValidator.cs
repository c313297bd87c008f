using Microsoft.Extensions.Options;

namespace Nms.Webhooks;

/// <summary>Refuses settings under which nothing would be delivered, or a receiver would be flooded.</summary>
internal sealed class WebhookOptionsValidator : IValidateOptions<WebhookOptions>
{
    private static readonly TimeSpan s_instant = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan s_day = TimeSpan.FromDays(1);

    public ValidateOptionsResult Validate(string? name, WebhookOptions options)
    {
        var errors = new List<string>();
        Between(nameof(options.Timeout), options.Timeout, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
        Between(nameof(options.Retries), options.Retries, 0, 20);
        Between(nameof(options.FirstRetry), options.FirstRetry, s_instant, TimeSpan.FromMinutes(10));
        Between(nameof(options.LongestRetry), options.LongestRetry, options.FirstRetry, s_day);
        Between(nameof(options.Jitter), options.Jitter, 0, 0.9);
        Between(nameof(options.PauseAfter), options.PauseAfter, 1, 1_000);
        Between(nameof(options.FirstPause), options.FirstPause, s_instant, TimeSpan.FromHours(1));
        Between(nameof(options.LongestPause), options.LongestPause, options.FirstPause, s_day);
        Between(nameof(options.DisableAfter), options.DisableAfter, TimeSpan.FromSeconds(1), TimeSpan.FromDays(365));
        Between(nameof(options.MaxWebhooks), options.MaxWebhooks, 1, 1_000);
        Between(nameof(options.MaxPerOwner), options.MaxPerOwner, 1, 1_000);
        Between(nameof(options.MaxDeadLetters), options.MaxDeadLetters, 1, 10_000);
        Between(nameof(options.MaxWaiting), options.MaxWaiting, 1, 5_000);
        Between(nameof(options.MaxBodyBytes), options.MaxBodyBytes, 4 << 10, 16 << 20);
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Between<T>(string setting, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.Add(FormattableString.Invariant($"{WebhookOptions.Section}:{setting} is {value}; it must be between {least} and {most}."));
            }
        }
    }
}
