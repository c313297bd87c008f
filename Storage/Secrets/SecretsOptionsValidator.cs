using Microsoft.Extensions.Options;

namespace Nms.Storage;

/// <summary>Refuses key files that cannot be used, by the key that names them.</summary>
internal sealed class SecretsOptionsValidator : IValidateOptions<SecretsOptions>
{
    public ValidateOptionsResult Validate(string? name, SecretsOptions options)
    {
        try
        {
            KeyFiles.Read(options);
            return ValidateOptionsResult.Success;
        }
        catch (StorageException unusable)
        {
            return ValidateOptionsResult.Fail(unusable.Message);
        }
    }
}
