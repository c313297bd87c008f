using Microsoft.Extensions.Options;

namespace Nms.Messaging;

/// <summary>Refuses settings that would lose messages at once or keep them without end.</summary>
internal sealed class MessagingOptionsValidator : IValidateOptions<MessagingOptions>
{
    public ValidateOptionsResult Validate(string? name, MessagingOptions options)
    {
        var complaints = new List<string>();
        Check(options.MaximumMessages is >= 1 and <= 1_000_000, nameof(options.MaximumMessages), "1 to 1,000,000");
        Check(options.MaximumBytes is >= 1L << 20 and <= 16L << 30, nameof(options.MaximumBytes), "1 MiB to 16 GiB, in bytes");
        Check(options.Lease >= TimeSpan.FromMilliseconds(100) && options.Lease <= TimeSpan.FromHours(1), nameof(options.Lease), "0.1 seconds to 1 hour");
        Check(options.Retries is >= 0 and <= 20, nameof(options.Retries), "0 to 20");
        Check(options.RetryFirst >= TimeSpan.FromMilliseconds(1) && options.RetryFirst <= TimeSpan.FromHours(1), nameof(options.RetryFirst), "1 millisecond to 1 hour");
        Check(options.Lifetime >= TimeSpan.FromSeconds(1) && options.Lifetime <= TimeSpan.FromDays(30), nameof(options.Lifetime), "1 second to 30 days");
        Check(options.KeepFinished >= TimeSpan.FromMinutes(1) && options.KeepFinished <= TimeSpan.FromDays(365), nameof(options.KeepFinished), "1 minute to 365 days");
        Check(options.MaximumFinished is >= 1_000 and <= 100_000_000, nameof(options.MaximumFinished), "1,000 to 100,000,000");
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);

        void Check(bool good, string setting, string range)
        {
            if (!good)
            {
                complaints.Add($"{MessagingOptions.Section}:{setting} must be {range}.");
            }
        }
    }
}
