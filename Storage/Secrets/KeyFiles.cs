using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Configuration;

namespace Nms.Storage;

/// <summary>The configured key files: the one that closes, and all that open.</summary>
internal sealed record KeyFiles(KeyFile? Current, ImmutableArray<KeyFile> All)
{
    public IEnumerable<KeyFile> Symmetric => All.Where(file => file.Key is not null);

    public X509Certificate2[] Certificates => [.. All.Select(file => file.Certificate).OfType<X509Certificate2>()];

    /// <exception cref="StorageException">A file cannot be used.</exception>
    public static KeyFiles Read(IConfiguration configuration) => Read(configuration.GetSection(SecretsOptions.Section).Get<SecretsOptions>() ?? new SecretsOptions());

    /// <exception cref="StorageException">A file cannot be used.</exception>
    public static KeyFiles Read(SecretsOptions options)
    {
        var current = string.IsNullOrWhiteSpace(options.KeyFile)
            ? null
            : KeyFile.Read($"{SecretsOptions.Section}:{nameof(options.KeyFile)}", options.KeyFile, options.KeyFilePassword);
        var former = options.FormerKeyFiles.Select((path, index) =>
            KeyFile.Read($"{SecretsOptions.Section}:{nameof(options.FormerKeyFiles)}:{index}", path, options.KeyFilePassword));
        return new KeyFiles(current, [.. current is null ? [] : new[] { current }, .. former]);
    }
}
