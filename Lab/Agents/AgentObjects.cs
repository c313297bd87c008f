using Nms.Lab.Networks;
using Nms.Snmp;

namespace Nms.Lab.Agents;

/// <summary>
/// The management information of one machine, made from the same addresses, routes and cables that its console shows. Made anew when it is
/// older than a second.
/// </summary>
internal sealed class AgentObjects(LabState state, HostStack stack, Func<AgentIdentity> identity) : ISnmpObjects
{
    private static readonly TimeSpan s_fresh = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private SnmpObjectStore? _store;
    private DateTimeOffset _madeAt;

    public SnmpValue Get(Oid oid) => Current().Get(oid);

    public VarBind? GetNext(Oid oid) => Current().GetNext(oid);

    public SnmpErrorStatus CheckSet(Oid oid, SnmpValue value) => SnmpErrorStatus.NotWritable;

    public void Set(Oid oid, SnmpValue value)
    {
    }

    private SnmpObjectStore Current()
    {
        lock (_gate)
        {
            var now = state.Time.GetUtcNow();
            if (_store is null || now - _madeAt >= s_fresh)
            {
                List<SnmpObject> objects;
                lock (state.Gate) objects = AgentMib.Of(state, stack, identity(), now);
                _store = new SnmpObjectStore(objects);
                _madeAt = now;
            }

            return _store;
        }
    }
}
