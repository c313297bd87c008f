namespace Nms.Snmp.Mib;

/// <summary>Looks up what modules name: places, types and rows, in whatever order the modules come.</summary>
internal sealed class MibResolver(IReadOnlyList<MibModule> modules)
{
    private const int DeepestType = 16;

    private readonly Dictionary<string, uint[]> _places = new(KnownTypes.Roots, StringComparer.Ordinal);
    private readonly Dictionary<string, RawSyntax> _types = new(StringComparer.Ordinal);

    /// <summary>What could not be placed, because a module that defines its parent is missing.</summary>
    public List<string> Unresolved { get; } = [];

    public IEnumerable<MibObject> Resolve()
    {
        foreach (var (name, syntax) in modules.SelectMany(module => module.Types))
        {
            _types[name] = syntax;
        }

        Place();
        var rows = new Dictionary<string, MibDefinition>(StringComparer.Ordinal);
        foreach (var row in modules.SelectMany(module => module.Definitions).Where(definition => definition.Index is not null || definition.Augments is not null))
        {
            rows[row.Name] = row;
        }

        return modules.SelectMany(module => module.Definitions.Where(definition => _places.ContainsKey(definition.Name)).Select(definition => Describe(module, definition, rows)))
            .OfType<MibObject>().ToList();
    }

    private void Place()
    {
        var waiting = modules.SelectMany(module => module.Definitions).ToList();
        int before;
        do
        {
            before = waiting.Count;
            waiting.RemoveAll(TryPlace);
        }
        while (waiting.Count < before);
        Unresolved.AddRange(waiting.Select(definition => definition.Name));
    }

    private bool TryPlace(MibDefinition definition)
    {
        uint[]? parent = [];
        if (definition.Parent is not null && !_places.TryGetValue(definition.Parent, out parent))
        {
            return false;
        }

        _places[definition.Name] = [.. parent!, .. definition.Numbers];
        return true;
    }

    private MibObject? Describe(MibModule module, MibDefinition definition, Dictionary<string, MibDefinition> rows)
    {
        var place = _places[definition.Name];
        if (place.Length is < 2 or > Oid.MaxSubIdentifiers || place[0] > 2 || (place[0] < 2 && place[1] >= 40))
        {
            return null;
        }

        var row = rows.ContainsKey(definition.Name) ? definition : definition.Parent is null ? null : rows.GetValueOrDefault(definition.Parent);
        var kind = definition.IsNotification ? MibObjectKind.Notification
            : definition.Syntax is { IsTable: true } ? MibObjectKind.Table
            : row == definition ? MibObjectKind.Row
            : definition.Syntax is null ? MibObjectKind.Node
            : row is not null ? MibObjectKind.Column : MibObjectKind.Scalar;
        return new MibObject(module.Name, definition.Name, new Oid(place), kind)
        {
            Syntax = kind is MibObjectKind.Column or MibObjectKind.Scalar ? Syntax(definition.Syntax!, 0) : null,
            Index = row?.Index ?? (row?.Augments is { } shared ? rows.GetValueOrDefault(shared)?.Index : null) ?? [],
        };
    }

    /// <summary>A type and all it is made of; what is nearer counts.</summary>
    private MibSyntax? Syntax(RawSyntax raw, int depth)
    {
        var below = depth > DeepestType ? null
            : _types.TryGetValue(raw.Name, out var named) && named != raw ? Syntax(named, depth + 1)
            : KnownTypes.Find(raw.Name);
        return below is null ? null : below with
        {
            Name = raw.Name,
            DisplayHint = raw.Hint ?? below.DisplayHint,
            Names = raw.Names ?? below.Names,
            FixedLength = raw.FixedLength ?? below.FixedLength,
        };
    }
}
