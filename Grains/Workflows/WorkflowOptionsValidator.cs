using Microsoft.Extensions.Options;

namespace Nms.Workflows;

/// <summary>Says what is wrong with the settings of workflows.</summary>
internal sealed class WorkflowOptionsValidator : IValidateOptions<WorkflowOptions>
{
    public ValidateOptionsResult Validate(string? name, WorkflowOptions options)
    {
        var errors = new List<string>();
        Check(options.MaxWorkflows is >= 1 and <= 10_000, nameof(options.MaxWorkflows), "1 to 10000");
        Check(options.MaxRuns is >= 1 and <= 1_000_000, nameof(options.MaxRuns), "1 to 1000000");
        Check(options.MaxRunsPerWorkflow is >= 1 and <= 1_000_000, nameof(options.MaxRunsPerWorkflow), "1 to 1000000");
        Check(options.MaxAttempts is >= 1 and <= 10_000, nameof(options.MaxAttempts), "1 to 10000");
        Check(options.KeepRuns >= TimeSpan.FromHours(1) && options.KeepRuns <= TimeSpan.FromDays(3_660), nameof(options.KeepRuns), "01:00:00 to 3660.00:00:00");
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool holds, string setting, string range)
        {
            if (!holds)
            {
                errors.Add($"{WorkflowOptions.Section}:{setting} must be {range}.");
            }
        }
    }
}
