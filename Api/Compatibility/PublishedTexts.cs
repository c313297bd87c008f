using Nms.Equipment;
using Nms.Nodes;

namespace Nms.Api.Compatibility;

/// <summary>The configurations of a node as profiles show them: without secrets, and no more than a profile bears.</summary>
/// <param name="Startup">What it starts with; null when that was not read.</param>
/// <param name="Running">What runs; null when that was not read.</param>
internal sealed record PublishedTexts(string? Startup, string? Running)
{
    private const int Longest = 64 * 1024;

    public static EquipmentFile? StartupFile(EquipmentProfile? profile) => profile?.Files.FirstOrDefault(file => file.Source == FactSource.Configuration);

    public static EquipmentFile? RunningFile(EquipmentProfile? profile) => profile?.Files.FirstOrDefault(file => file.Source == FactSource.Console);

    public static async Task<PublishedTexts> ReadAsync(NodeKey key, EquipmentProfile profile, IConfigurationTexts texts, CancellationToken cancellationToken)
    {
        return new PublishedTexts(await TextAsync(StartupFile(profile)), await TextAsync(RunningFile(profile)));

        async Task<string?> TextAsync(EquipmentFile? file)
        {
            if (file is null)
            {
                return null;
            }

            try
            {
                var text = await texts.ReadAsync(key, file.Name, null, withSecrets: false, cancellationToken);
                return text.Length <= Longest ? text : string.Concat(text.AsSpan(0, Longest), $"\n(cut after {Longest} characters)\n");
            }
            catch (NotFoundException)
            {
                // Forgotten since the profile was read.
                return null;
            }
        }
    }
}
