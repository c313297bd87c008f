using System.Globalization;
using Microsoft.Extensions.Options;

namespace Nms.Silo.Telemetry;

/// <summary>Refuses settings that cannot work, each by its name.</summary>
internal sealed class OtlpOptionsValidator : IValidateOptions<OtlpOptions>
{
    public ValidateOptionsResult Validate(string? name, OtlpOptions options)
    {
        var errors = new List<string>();
        if (options.Endpoint is { } endpoint && (!endpoint.IsAbsoluteUri || endpoint.Scheme is not ("http" or "https")))
            errors.Add($"{OtlpOptions.Section}:Endpoint is '{endpoint}'; write an address such as http://127.0.0.1:4317.");
        if (options.Protocol is not (OtlpOptions.Grpc or OtlpOptions.Http))
            errors.Add($"{OtlpOptions.Section}:Protocol is '{options.Protocol}'; write {OtlpOptions.Grpc} or {OtlpOptions.Http}.");
        if (options.SampleRatio is not (>= 0 and <= 1))
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{OtlpOptions.Section}:SampleRatio is {options.SampleRatio}; it must be between 0 and 1."));
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}
