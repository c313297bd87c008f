using System.Collections.Immutable;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Nms.Equipment;

/// <summary>Keeps former profiles.</summary>
[GrainType("nms.equipment-history")]
internal sealed class EquipmentHistoryGrain(
    [PersistentState("equipment-history", "Default")] IPersistentState<EquipmentHistoryState> storage, IOptions<EquipmentOptions> options)
    : Grain, IEquipmentHistoryGrain
{
    private ImmutableArray<KeptProfile> Versions => storage.State.Versions;

    public async Task AddAsync(ProfileVersion version, EquipmentProfile profile, CancellationToken cancellationToken)
    {
        var kept = new KeptProfile(version, PackedText.Pack(JsonSerializer.SerializeToUtf8Bytes(profile)));
        var versions = Versions.RemoveAll(one => one.Version.Version >= version.Version).Add(kept);
        while (versions.Length > options.Value.KeepVersions || (versions.Length > 1 && versions.Sum(one => (long)one.Packed.Length) > options.Value.KeepHistoryBytes))
        {
            versions = versions.RemoveAt(0);
        }

        var before = storage.State;
        storage.State = new EquipmentHistoryState { Versions = versions };
        try
        {
            await storage.WriteStateAsync(CancellationToken.None);
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }

    public ValueTask<ImmutableArray<ProfileVersion>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ImmutableArray<ProfileVersion>>([.. Versions.Reverse().Select(one => one.Version)]);

    public ValueTask<EquipmentProfile?> FindAsync(int version, CancellationToken cancellationToken) => ValueTask.FromResult(Find(version));

    public ValueTask<ImmutableArray<ProfileChange>> CompareAsync(int from, int to, CancellationToken cancellationToken) =>
        ValueTask.FromResult(ProfileDiff.Compare(Existing(from), Existing(to)));

    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await storage.ClearStateAsync(CancellationToken.None);
        DeactivateOnIdle();
    }

    private EquipmentProfile Existing(int version) => Find(version)
        ?? throw new NotFoundException("version_not_found", $"Version {version} is not kept; the oldest that is, is {(Versions is [var oldest, ..] ? oldest.Version.Version : 0)}.");

    private EquipmentProfile? Find(int version) =>
        Versions.FirstOrDefault(one => one.Version.Version == version) is { } kept ? JsonSerializer.Deserialize<EquipmentProfile>(PackedText.Unpack(kept.Packed)) : null;
}
