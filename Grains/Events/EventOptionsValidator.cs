using Microsoft.Extensions.Options;

namespace Nms.Events;

/// <summary>Refuses settings that would lose events at once or keep them for ever.</summary>
internal sealed class EventOptionsValidator : IValidateOptions<EventOptions>
{
    private const long FewestKept = 10_000;
    private const long MostKept = 1_000_000_000;

    public ValidateOptionsResult Validate(string? name, EventOptions options)
    {
        var errors = new List<string>();
        CheckAge("Nms:Events:Retention", options.Retention);
        foreach (var (priority, retention) in new[] { ("Critical", options.Critical), ("High", options.High), ("Normal", options.Normal), ("Low", options.Low) })
        {
            CheckAge($"Nms:Events:{priority}:Retention", retention.Retention ?? options.Retention);
            if (retention.MaxEvents is < FewestKept or > MostKept)
            {
                errors.Add($"Nms:Events:{priority}:MaxEvents is {retention.MaxEvents}; it must be between {FewestKept} and {MostKept}.");
            }
        }

        if (options.PurgeEvery < TimeSpan.FromSeconds(1) || options.PurgeEvery > TimeSpan.FromDays(1))
        {
            errors.Add($"Nms:Events:PurgeEvery is {options.PurgeEvery}; it must be between 1 second and 1 day.");
        }

        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors.Distinct(StringComparer.Ordinal));

        void CheckAge(string key, TimeSpan age)
        {
            if ((age < TimeSpan.FromHours(1) || age > TimeSpan.FromDays(3650)) && (key == "Nms:Events:Retention" || age != options.Retention))
            {
                errors.Add($"{key} is {age}; it must be between 1 hour and 10 years.");
            }
        }
    }
}
