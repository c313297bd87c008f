using System.Globalization;
using System.Text.Json;

namespace Nms.Workflows.Expressions;

/// <summary>Gives expressions their values, all those of one template on one budget.</summary>
internal sealed partial class ExpressionEvaluator
{
    /// <summary>What it costs that a member is not there where that is allowed.</summary>
    private const int WorkOfMissing = 20;

    private readonly IExpressionScope _scope;
    private readonly ExpressionValueComparer _comparer;
    private readonly Dictionary<string, object?> _known = new(StringComparer.Ordinal);
    private Variable? _variables;
    private long _left = ExpressionLimits.MostWork;
    private int _at;

    public ExpressionEvaluator(IExpressionScope scope)
    {
        _scope = scope;
        _comparer = new ExpressionValueComparer(Look, Work);
    }

    public object? Evaluate(ExpressionNode node)
    {
        _at = node.Position;
        Work(1);
        return node switch
        {
            LiteralNode literal => literal.Value,
            NameNode name => Name(name),
            StepNode step => Step(step),
            ListNode list => NewList([.. list.Items.Select(Evaluate)], list.Position),
            MapNode map => Map(map),
            MemberNode member => Member(Evaluate(member.Of), member.Name, member.Position),
            IndexNode index => Index(index),
            UnaryNode unary => Unary(unary),
            ChainNode chain => Chain(chain),
            ConditionalNode conditional => Evaluate(Truth(conditional.Condition) ? conditional.Then : conditional.Otherwise),
            CallNode call => Call(call),
            MacroNode macro => Macro(macro),
            _ => throw new InvalidOperationException($"{node.GetType().Name} is not evaluated."),
        };
    }

    private void Work(long units)
    {
        _left -= units;
        if (_left < 0)
        {
            throw new ExpressionException("expression_too_costly", $"The expression takes more than {ExpressionLimits.MostWork} units of work.", _at);
        }
    }

    private void WorkOnText(params ReadOnlySpan<string> texts)
    {
        foreach (var text in texts)
        {
            Work(1 + (text.Length / ExpressionLimits.LettersOfOneUnit));
        }
    }

    private static void Bounded(long letters, int position)
    {
        if (letters > ExpressionLimits.MostValueLetters)
        {
            throw new ExpressionException("expression_too_large", $"A value has more than {ExpressionLimits.MostValueLetters} letters.", position);
        }
    }

    private ListValue NewList(object?[] items, int position)
    {
        Work(items.Length);
        var letters = 2 + items.Sum(item => ExpressionValues.Letters(item) + 1);
        Bounded(letters, position);
        return new ListValue(items, letters);
    }

    private MapValue NewMap(OrderedDictionary<string, object?> entries, int position)
    {
        Work(entries.Count);
        var letters = 2 + entries.Sum(entry => entry.Key.Length + 4 + ExpressionValues.Letters(entry.Value));
        Bounded(letters, position);
        return new MapValue(entries, letters);
    }

    private static string NewText(string text, int position)
    {
        Bounded(text.Length, position);
        return text;
    }

    /// <summary>Looks into what comes from outside, one level deep.</summary>
    private object? Look(object? value)
    {
        if (value is not JsonElement element)
        {
            return value;
        }

        if (element.ValueKind is JsonValueKind.String or JsonValueKind.Number)
        {
            throw ExpressionValues.Unusable(element, _at);
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            Work(1 + element.GetArrayLength());
            var list = ExpressionValues.List(element);
            Array.ForEach(list.Items, WorkOnPart);
            return list;
        }

        Work(1 + element.GetPropertyCount());
        var map = ExpressionValues.Map(element);
        foreach (var part in map.Entries.Values)
        {
            WorkOnPart(part);
        }

        return map;
    }

    private void WorkOnPart(object? part)
    {
        if (part is string text)
        {
            Work(text.Length / ExpressionLimits.LettersOfOneUnit);
        }
    }

    /// <summary>An element, looked into once for all.</summary>
    private object? At(ListValue list, int index) => list.Items[index] is JsonElement ? list.Items[index] = Look(list.Items[index]) : list.Items[index];

    private object? Name(NameNode node)
    {
        for (var variable = _variables; variable is not null; variable = variable.Outer)
        {
            if (variable.Name == node.Name)
            {
                return variable.Value;
            }
        }

        if (!_known.TryGetValue(node.Name, out var value))
        {
            value = _scope.Find(node.Name) is { } found
                ? Look(ExpressionValues.From(found))
                : throw new ExpressionException("expression_unknown_name", $"There is no {node.Name} here.", node.Position);
            _known[node.Name] = value;
        }

        return value;
    }

    private object? Step(StepNode node)
    {
        var key = $"steps.{node.Step}";
        if (!_known.TryGetValue(key, out var value))
        {
            value = _scope.FindStep(node.Step) is { } found
                ? Look(ExpressionValues.From(found))
                : throw new ExpressionException("expression_unknown_step", $"There is no step {node.Step}.", node.Position);
            _known[key] = value;
        }

        return value;
    }

    private MapValue Map(MapNode node)
    {
        var entries = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Entries)
        {
            var name = Evaluate(key) as string ?? throw Type("A key is a text.", key.Position);
            if (!entries.TryAdd(name, Evaluate(value)))
            {
                throw new ExpressionException("expression_type", "A key stands twice in a map.", key.Position);
            }
        }

        return NewMap(entries, node.Position);
    }

    private object? Member(object? of, string name, int position)
    {
        switch (Look(of))
        {
            case MapValue map when map.Entries.TryGetValue(name, out var value):
                return value is JsonElement ? map.Entries[name] = Look(value) : value;
            case MapValue or null:
                throw Missing($"There is no member {Shortened(name)}{(of is null ? " of null" : "")}.", position);
            case var other:
                throw Type($"{Sentence(other)} has no members.", position);
        }
    }

    private object? Index(IndexNode node)
    {
        var (of, index) = (Look(Evaluate(node.Of)), Evaluate(node.Index));
        switch (of, index)
        {
            case (ListValue list, long place):
                return place >= 0 && place < list.Items.Length
                    ? At(list, (int)place)
                    : throw Missing($"There is no element {place} in a list of {list.Items.Length}.", node.Position);
            case (MapValue or null, string name):
                return Member(of, name, node.Position);
            case (null, long):
                throw Missing("There is no element of null.", node.Position);
            default:
                throw Type($"{Sentence(of)} takes no index that is {ExpressionValues.Kind(index)}.", node.Position);
        }
    }

    private object Unary(UnaryNode node)
    {
        if (node.Operator == "!")
        {
            return !Truth(node.Operand);
        }

        return Evaluate(node.Operand) switch
        {
            long.MinValue => throw Overflow(node.Position),
            long integer => (object)-integer,
            double number => -number,
            var other => throw Type($"- takes a number, and not {ExpressionValues.Kind(other)}.", node.Position),
        };
    }

    private bool Truth(ExpressionNode node) => Evaluate(node) switch
    {
        bool truth => truth,
        var other => throw Type($"True or false is expected, and not {ExpressionValues.Kind(other)}.", node.Position),
    };

    private object? Chain(ChainNode node)
    {
        if (node.Rest[0].Operator is "&&" or "||")
        {
            var stops = node.Rest[0].Operator == "||";
            return node.Rest.Select(one => one.Operand).Prepend(node.First).Any(operand => Truth(operand) == stops) == stops;
        }

        var value = Evaluate(node.First);
        foreach (var (sign, position, operand) in node.Rest)
        {
            var right = Evaluate(operand);
            _at = position;
            value = Operate(sign, value, right, position);
        }

        return value;
    }

    private object? Operate(string sign, object? left, object? right, int position) => sign switch
    {
        "==" => _comparer.Equals(left, right),
        "!=" => !_comparer.Equals(left, right),
        "in" => IsIn(left, Look(right), position),
        "<" => Compare(left, right, position) < 0,
        "<=" => Compare(left, right, position) <= 0,
        ">" => Compare(left, right, position) > 0,
        ">=" => Compare(left, right, position) >= 0,
        "+" => Add(left, right, position),
        _ => Calculate(sign, left, right, position),
    };

    private bool IsIn(object? item, object? container, int position) => (item, container) switch
    {
        (_, ListValue list) => Array.Exists(list.Items, one => _comparer.Equals(one, item)),
        (string name, MapValue map) => map.Entries.ContainsKey(name),
        _ => throw Type($"in takes a list, or a text and a map, and not {ExpressionValues.Kind(item)} and {ExpressionValues.Kind(container)}.", position),
    };

    private int Compare(object? left, object? right, int position)
    {
        switch (left, right)
        {
            case (string a, string b):
                Work(Math.Min(a.Length, b.Length) / ExpressionLimits.LettersOfOneUnit);
                return string.CompareOrdinal(a, b);
            case (long or double, long or double):
                return ExpressionValues.CompareNumbers(left, right);
            default:
                throw Type($"Numbers are compared with numbers and texts with texts, and not {ExpressionValues.Kind(left)} with {ExpressionValues.Kind(right)}.", position);
        }
    }

    private object Add(object? left, object? right, int position)
    {
        switch (Look(left), Look(right))
        {
            case (string a, string b):
                Bounded((long)a.Length + b.Length, position);
                WorkOnText(a, b);
                return a + b;
            case (ListValue a, ListValue b):
                Work(a.Items.Length + b.Items.Length);
                return NewList([.. a.Items, .. b.Items], position);
            case (string, _) or (_, string):
                throw Type($"+ joins texts with texts: string(x) makes a text of {ExpressionValues.Kind(left is string ? right : left)}.", position);
            default:
                return Calculate("+", left, right, position);
        }
    }

    private static object Calculate(string sign, object? left, object? right, int position)
    {
        try
        {
            return (left, right) switch
            {
                (long a, long b) => (object)checked(sign switch
                {
                    "+" => a + b,
                    "-" => a - b,
                    "*" => a * b,
                    "/" => a / b,
                    _ => a % b,
                }),
                (long or double, long or double) => Calculate(sign, Convert.ToDouble(left, CultureInfo.InvariantCulture), Convert.ToDouble(right, CultureInfo.InvariantCulture), position),
                _ => throw Type($"{sign} takes numbers, and not {ExpressionValues.Kind(left)} and {ExpressionValues.Kind(right)}.", position),
            };
        }
        catch (DivideByZeroException)
        {
            throw DivisionByZero(position);
        }
        catch (OverflowException)
        {
            throw Overflow(position);
        }
    }

    private static double Calculate(string sign, double left, double right, int position)
    {
        if (sign is "/" or "%" && right == 0)
        {
            throw DivisionByZero(position);
        }

        return Finite(sign switch
        {
            "+" => left + right,
            "-" => left - right,
            "*" => left * right,
            "/" => left / right,
            _ => left % right,
        }, position);
    }

    private object? Macro(MacroNode node)
    {
        var items = Look(Evaluate(node.Of)) switch
        {
            ListValue list => list,
            MapValue map => NewList([.. map.Entries.Keys], node.Position),
            var other => throw Type($"{node.Macro} takes a list or a map, and not {ExpressionValues.Kind(other)}.", node.Position),
        };
        var outer = _variables;
        try
        {
            object? Body(object? item)
            {
                _variables = new Variable(node.Variable, item, outer);
                return Evaluate(node.Body);
            }

            bool Holds(object? item) => Body(item) as bool? ?? throw Type($"{node.Macro} takes what gives true or false.", node.Body.Position);

            var all = Enumerable.Range(0, items.Items.Length).Select(place => At(items, place));
            return node.Macro switch
            {
                "map" => NewList([.. all.Select(Body)], node.Position),
                "filter" => NewList([.. all.Where(Holds)], node.Position),
                "all" => all.All(Holds),
                _ => all.Any(Holds),
            };
        }
        finally
        {
            _variables = outer;
        }
    }

    private static double Finite(double number, int position) => double.IsFinite(number) ? number : throw Overflow(position);

    private static ExpressionException Type(string message, int position) => new("expression_type", message, position);

    private static ExpressionException Missing(string message, int position) => new("expression_missing", message, position);

    private static ExpressionException Overflow(int position) => new("expression_overflow", "The result is too large.", position);

    private static ExpressionException DivisionByZero(int position) => new("expression_division_by_zero", "Nothing is divided by zero.", position);

    private static string Sentence(object? value) => ExpressionValues.Kind(value) is var kind ? char.ToUpperInvariant(kind[0]) + kind[1..] : "";

    private static string Shortened(string text) => text.Length <= 64 ? text : text[..64] + "…";

    private sealed record Variable(string Name, object? Value, Variable? Outer);
}
