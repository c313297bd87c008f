using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Discovery.Configurations;

/// <summary>Shows kept configurations, with or without their secrets.</summary>
internal sealed class ConfigurationTexts(IGrainFactory grains) : IConfigurationTexts
{
    public async Task<string> ReadAsync(NodeKey key, string name, int? version, bool withSecrets, CancellationToken cancellationToken)
    {
        var content = await grains.EquipmentConfigurations(key).FindAsync(name, version, cancellationToken) ?? throw NotFound(name, version);
        return Shown(content, withSecrets);
    }

    public async Task<string> CompareAsync(NodeKey key, string name, int? from, int? to, bool withSecrets, CancellationToken cancellationToken)
    {
        var configurations = grains.EquipmentConfigurations(key);
        var newer = await configurations.FindAsync(name, to, cancellationToken) ?? throw NotFound(name, to);
        var former = from ?? newer.Version.Version - 1;
        var older = await configurations.FindAsync(name, former, cancellationToken) ?? throw NotFound(name, former);
        return UnifiedDiff.Of(Title(older), Shown(older, withSecrets), Title(newer), Shown(newer, withSecrets));
    }

    private static string Shown(ConfigurationContent content, bool withSecrets) => withSecrets ? content.Text : SecretRedaction.Redact(content.Text);

    private static string Title(ConfigurationContent content) => $"{content.Version.Name} (version {content.Version.Version}, {content.Version.At:yyyy-MM-dd HH:mm:ss}Z)";

    private static NotFoundException NotFound(string name, int? version) =>
        new("configuration_not_found", version is null ? $"No configuration {name} was read." : $"No version {version} of {name} is kept.");
}
