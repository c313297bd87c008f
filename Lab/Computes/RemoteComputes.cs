using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Computes;

/// <summary>
/// Computes that a client registered. Nothing ever answers at their addresses, so they stay unconnected, as on a real server whose
/// remote compute is down.
/// </summary>
internal sealed class RemoteComputes(LabState state)
{
    private readonly OrderedDictionary<string, JsonObject> _computes = new(StringComparer.Ordinal);

    public IEnumerable<JsonNode> All => _computes.Values.Select(compute => compute.DeepClone());

    public JsonObject? Find(string id) => _computes.GetValueOrDefault(id);

    public JsonObject Add(JsonObject given)
    {
        var id = given["compute_id"]?.GetValue<string>() ?? LabIds.New();
        if (_computes.TryGetValue(id, out var known))
        {
            state.Notifications.ToController("compute.updated", Copy(known));
            return known;
        }

        var name = given["name"]?.GetValue<string>();
        if (name is not null && (name == LocalCompute.Name || _computes.Values.Any(compute => compute["name"]?.GetValue<string>() == name)))
            throw LabRefusalException.Conflict($"Compute name \"{name}\" already exists");
        if (_computes.Count >= LabLimits.Computes)
            throw LabRefusalException.Conflict($"The lab takes {LabLimits.Computes} computes at most");

        var added = new JsonObject
        {
            ["capabilities"] = new JsonObject { ["node_types"] = new JsonArray(), ["version"] = null },
            ["compute_id"] = id,
            ["connected"] = false,
            ["cpu_usage_percent"] = null,
            ["host"] = null,
            ["last_error"] = null,
            ["memory_usage_percent"] = null,
            ["name"] = null,
            ["port"] = null,
            ["protocol"] = null,
            ["user"] = null,
        };
        Take(added, given);
        added["name"] ??= $"{added["protocol"]}://{added["host"]}:{added["port"]}";
        _computes.Add(id, added);
        state.Notifications.ToController("compute.created", Copy(added));
        return added;
    }

    public JsonObject Update(JsonObject compute, JsonObject given)
    {
        Take(compute, given);
        state.Notifications.ToController("compute.updated", Copy(compute));
        return compute;
    }

    public void Remove(string id)
    {
        if (_computes.Remove(id, out var compute)) state.Notifications.ToController("compute.deleted", compute);
    }

    // The password is taken and, as on the real server, never shown.
    private static void Take(JsonObject compute, JsonObject given)
    {
        foreach (var (field, value) in given.Where(pair => pair.Key is not ("compute_id" or "password")))
            compute[field] = value?.DeepClone();
    }

    private static JsonObject Copy(JsonObject compute) => compute.DeepClone().AsObject();
}
