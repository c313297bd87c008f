using Microsoft.Extensions.Options;

namespace Nms.Events;

/// <summary>Refuses settings that would lose events at once or keep them for ever.</summary>
internal sealed class EventOptionsValidator : IValidateOptions<EventOptions>
{
    public ValidateOptionsResult Validate(string? name, EventOptions options)
    {
        var errors = new List<string>();
        if (options.Retention < TimeSpan.FromHours(1) || options.Retention > TimeSpan.FromDays(3650))
        {
            errors.Add($"Nms:Events:Retention is {options.Retention}; it must be between 1 hour and 10 years.");
        }

        if (options.PurgeEvery < TimeSpan.FromSeconds(1) || options.PurgeEvery > TimeSpan.FromDays(1))
        {
            errors.Add($"Nms:Events:PurgeEvery is {options.PurgeEvery}; it must be between 1 second and 1 day.");
        }

        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
