using Microsoft.Extensions.Options;

namespace Nms.Discovery.Snmp;

/// <summary>Refuses credentials that are none and bounds out of range, each by its key and without a secret.</summary>
internal sealed class SnmpDiscoveryOptionsValidator : IValidateOptions<SnmpDiscoveryOptions>
{
    public ValidateOptionsResult Validate(string? name, SnmpDiscoveryOptions options)
    {
        var errors = new List<string>();
        SnmpCredentialRules.Check(options.Credentials, errors);
        Between(nameof(options.Timeout), options.Timeout, TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(30));
        Between(nameof(options.Retries), options.Retries, 0, 5);
        Between(nameof(options.Pause), options.Pause, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Between(nameof(options.RestAfterFailure), options.RestAfterFailure, TimeSpan.Zero, TimeSpan.FromDays(1));
        Between(nameof(options.MaxInFlightPerAgent), options.MaxInFlightPerAgent, 1, 16);
        Between(nameof(options.MaxRows), options.MaxRows, 16, 1_000_000);
        Between(nameof(options.MaxRoutes), options.MaxRoutes, 16, 1_000_000);
        Between(nameof(options.MaxRequests), options.MaxRequests, 16, 1_000_000);
        Between(nameof(options.MaxTime), options.MaxTime, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Between<T>(string setting, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.Add(FormattableString.Invariant($"{SnmpDiscoveryOptions.Section}:{setting} is {value}; it must be between {least} and {most}."));
            }
        }
    }
}
