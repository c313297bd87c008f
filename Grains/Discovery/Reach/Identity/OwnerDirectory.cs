using System.Collections.Immutable;
using System.Net;

namespace Nms.Discovery.Reach.Identity;

/// <summary>Whose is what, over all equipment of a run. Immutable.</summary>
internal sealed class OwnerDirectory
{
    private readonly ImmutableDictionary<Guid, OwnerFacts> _owners;
    private readonly ILookup<string, OwnerFacts> _bySerial;
    private readonly ILookup<string, OwnerFacts> _byEngineId;
    private readonly ILookup<string, OwnerFacts> _byMac;
    private readonly ILookup<string, OwnerFacts> _byName;
    private readonly ILookup<IPAddress, OwnerFacts> _byAddress;

    public OwnerDirectory(IEnumerable<OwnerFacts> owners)
    {
        _owners = owners.ToImmutableDictionary(owner => owner.Id);
        _bySerial = By(keys => keys.Serials);
        _byEngineId = By(keys => keys.EngineIds);
        _byMac = By(keys => keys.MacAddresses);
        _byName = By(keys => keys.Names);
        _byAddress = By(keys => keys.Addresses);
    }

    public OwnerFacts? Find(Guid id) => _owners.GetValueOrDefault(id);

    public IEnumerable<OwnerFacts> OfSerial(string serial) => _bySerial[serial];

    public IEnumerable<OwnerFacts> OfEngineId(string engineId) => _byEngineId[engineId];

    public IEnumerable<OwnerFacts> OfMac(string mac) => _byMac[mac];

    public IEnumerable<OwnerFacts> OfName(string name) => _byName[name];

    public IEnumerable<OwnerFacts> OfAddress(IPAddress address) => _byAddress[address];

    private ILookup<T, OwnerFacts> By<T>(Func<IdentityKeys, IEnumerable<T>> keys)
        where T : notnull =>
        _owners.Values.SelectMany(owner => keys(owner.Keys), (owner, key) => (owner, key)).ToLookup(pair => pair.key, pair => pair.owner);
}
