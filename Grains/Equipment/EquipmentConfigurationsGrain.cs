using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nms.Discovery.Configurations;

namespace Nms.Equipment;

/// <summary>Keeps configuration files in their versions.</summary>
[GrainType("nms.equipment-configurations")]
internal sealed class EquipmentConfigurationsGrain(
    [PersistentState("equipment-configurations", "Default")] IPersistentState<EquipmentConfigurationsState> storage,
    ConfigurationSecrets secrets,
    IOptions<EquipmentOptions> options,
    TimeProvider time)
    : Grain, IEquipmentConfigurationsGrain
{
    private ImmutableArray<KeptConfiguration> Versions => storage.State.Versions;

    public async Task<ImmutableArray<ConfigurationVersion>> AddAsync(ImmutableArray<ConfigurationText> texts, CancellationToken cancellationToken)
    {
        var next = texts.Aggregate(Versions, Add);
        var before = storage.State;
        storage.State = new EquipmentConfigurationsState { Versions = Bounded(next) };
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            storage.State = before;
            throw;
        }

        return [.. texts.Select(text => Newest(Versions, text.Name)!.Version)];
    }

    public ValueTask<ImmutableArray<ConfigurationVersion>> ListAsync(CancellationToken cancellationToken) => ValueTask.FromResult<ImmutableArray<ConfigurationVersion>>(
        [.. Versions.Select(one => one.Version).OrderBy(version => version.Name, StringComparer.Ordinal).ThenByDescending(version => version.Version)]);

    public ValueTask<ConfigurationContent?> FindAsync(string name, int? version, CancellationToken cancellationToken)
    {
        var kept = version is null ? Newest(Versions, name) : Versions.FirstOrDefault(one => one.Version.Name == name && one.Version.Version == version);
        return ValueTask.FromResult(kept is null ? null : new ConfigurationContent(kept.Version, kept.Kind, secrets.Unprotect(kept.Encrypted)));
    }

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await storage.ClearStateAsync(CancellationToken.None);
        DeactivateOnIdle();
    }

    private ImmutableArray<KeptConfiguration> Add(ImmutableArray<KeptConfiguration> versions, ConfigurationText text)
    {
        var now = time.GetUtcNow();
        var sameAs = Hash(ConfigurationNoise.Remove(text.Text));
        var newest = Newest(versions, text.Name);
        if (newest is not null && newest.SameAs == sameAs)
        {
            return versions.Replace(newest, newest with { Version = newest.Version with { LastSeenAt = now } });
        }

        var version = new ConfigurationVersion
        {
            Name = text.Name,
            Version = (newest?.Version.Version ?? 0) + 1,
            At = now,
            LastSeenAt = now,
            Source = text.Source,
            Bytes = Encoding.UTF8.GetByteCount(text.Text),
            Sha256 = Hash(text.Text),
        };
        return versions.Add(new KeptConfiguration(version, text.Kind, sameAs, secrets.Protect(text.Text)));
    }

    /// <summary>The newest of each file always stays.</summary>
    private ImmutableArray<KeptConfiguration> Bounded(ImmutableArray<KeptConfiguration> versions)
    {
        foreach (var file in versions.GroupBy(one => one.Version.Name).Where(file => file.Count() > options.Value.KeepVersions).ToList())
        {
            versions = versions.RemoveRange(file.Take(file.Count() - options.Value.KeepVersions));
        }

        while (versions.Sum(one => (long)one.Encrypted.Length) > options.Value.KeepHistoryBytes
            && versions.FirstOrDefault(one => !ReferenceEquals(one, Newest(versions, one.Version.Name))) is { } oldest)
        {
            versions = versions.Remove(oldest);
        }

        return versions;
    }

    private static KeptConfiguration? Newest(ImmutableArray<KeptConfiguration> versions, string name) => versions.LastOrDefault(one => one.Version.Name == name);

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
