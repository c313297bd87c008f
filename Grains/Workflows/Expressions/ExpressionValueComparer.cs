namespace Nms.Workflows.Expressions;

/// <summary>Values are equal by what they say: 1 and 1.0, lists by their elements, maps by their members in any order.</summary>
internal sealed class ExpressionValueComparer(Func<object?, object?> look, Action<long> work) : IEqualityComparer<object?>
{
    public new bool Equals(object? left, object? right)
    {
        work(1);
        (left, right) = (look(left), look(right));
        switch (left, right)
        {
            case (null, null):
                return true;
            case (bool a, bool b):
                return a == b;
            case (string a, string b):
                work(Math.Min(a.Length, b.Length) / ExpressionLimits.LettersOfOneUnit);
                return string.Equals(a, b, StringComparison.Ordinal);
            case (long or double, long or double):
                return ExpressionValues.CompareNumbers(left, right) == 0;
            case (ListValue a, ListValue b):
                return a.Items.Length == b.Items.Length && a.Items.Zip(b.Items).All(pair => Equals(pair.First, pair.Second));
            case (MapValue a, MapValue b):
                return a.Entries.Count == b.Entries.Count
                    && a.Entries.All(entry => b.Entries.TryGetValue(entry.Key, out var other) && Equals(entry.Value, other));
            default:
                return false;
        }
    }

    public int GetHashCode(object? value)
    {
        work(1);
        return look(value) switch
        {
            null => 0,
            bool truth => truth ? 1 : 2,
            string text => string.GetHashCode(text, StringComparison.Ordinal),
            long integer => ((double)integer).GetHashCode(),
            double number => number == 0 ? 0d.GetHashCode() : number.GetHashCode(),
            ListValue list => list.Items.Aggregate(3, (hash, item) => HashCode.Combine(hash, GetHashCode(item))),
            MapValue map => map.Entries.Aggregate(4, (hash, entry) => hash + (string.GetHashCode(entry.Key, StringComparison.Ordinal) ^ GetHashCode(entry.Value))),
            _ => 5,
        };
    }
}
