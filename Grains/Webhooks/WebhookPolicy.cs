namespace Nms.Webhooks;

/// <summary>The rules of delivery as the settings have them.</summary>
internal sealed record WebhookPolicy(
    RetrySchedule Schedule, int PauseAfter, TimeSpan FirstPause, TimeSpan LongestPause, TimeSpan DisableAfter, int MaxWaiting)
{
    public static WebhookPolicy Of(WebhookOptions options) => new(
        new RetrySchedule(options.FirstRetry, options.Retries, options.LongestRetry, options.Jitter),
        options.PauseAfter, options.FirstPause, options.LongestPause, options.DisableAfter, options.MaxWaiting);
}
