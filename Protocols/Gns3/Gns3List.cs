using System.Collections;
using System.Runtime.CompilerServices;

namespace Nms.Gns3;

/// <summary>A list as the server gave it, less the elements that were malformed.</summary>
/// <typeparam name="T">The wire record.</typeparam>
/// <remarks>
/// While <see cref="Skipped"/> is not 0, an element that is missing here may well exist on the server: its absence proves
/// nothing.
/// </remarks>
[CollectionBuilder(typeof(Gns3List), nameof(Gns3List.Create))]
public sealed class Gns3List<T> : IReadOnlyList<T>
{
    private readonly IReadOnlyList<T> _elements;

    /// <summary>Creates a list.</summary>
    public Gns3List(IReadOnlyList<T> elements, int skipped = 0)
    {
        _elements = elements;
        Skipped = skipped;
    }

    /// <summary>How many elements were left out because they were malformed.</summary>
    public int Skipped { get; }

    /// <inheritdoc/>
    public int Count => _elements.Count;

    /// <inheritdoc/>
    public T this[int index] => _elements[index];

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => _elements.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

/// <summary>Makes lists from collection expressions.</summary>
public static class Gns3List
{
    /// <summary>Creates a list of these elements, none skipped.</summary>
    public static Gns3List<T> Create<T>(ReadOnlySpan<T> elements) => new(elements.ToArray());
}
