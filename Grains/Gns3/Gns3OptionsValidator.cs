using Microsoft.Extensions.Options;

namespace Nms.Gns3;

/// <summary>Refuses settings that cannot work, each by its name.</summary>
internal sealed class Gns3OptionsValidator : IValidateOptions<Gns3Options>
{
    private const int LongestName = 64;

    public ValidateOptionsResult Validate(string? name, Gns3Options options)
    {
        var errors = new List<string>();
        foreach (var (server, settings) in options.Servers)
        {
            if (server.Length is 0 or > LongestName || !server.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                errors.Add($"Gns3:Servers:{server}: a name is made of up to {LongestName} letters, digits, - and _.");
            }

            errors.AddRange(settings.Url is null
                ? [$"Gns3:Servers:{server}:Url is missing; set it to the server's address, such as http://127.0.0.1:3080."]
                : settings.ToClientOptions().Validate().Select(error => $"Gns3:Servers:{server}:{error}"));
        }

        Between("ReconcileEvery", options.ReconcileEvery, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Between("PollEvery", options.PollEvery, TimeSpan.FromMilliseconds(100), TimeSpan.FromHours(1));
        Between("Settle", options.Settle, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Between("DisconnectGrace", options.DisconnectGrace, TimeSpan.Zero, TimeSpan.FromHours(1));
        Between("ReconnectDelay", options.ReconnectDelay, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(1));
        Between("MaxReconnectDelay", options.MaxReconnectDelay, options.ReconnectDelay, TimeSpan.FromHours(1));
        Between("BufferSize", options.BufferSize, 100, 1_000_000);
        Between("ReadParallelism", options.ReadParallelism, 1, 64);
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Between<T>(string setting, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.Add($"Gns3:{setting} is {value}; it must be between {least} and {most}.");
            }
        }
    }
}
