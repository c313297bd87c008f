using System.Collections.Frozen;

namespace Nms.Workflows.Expressions;

/// <summary>The functions there are, and how many arguments they take.</summary>
internal static class ExpressionFunctions
{
    /// <summary>The fewest and the most arguments of each.</summary>
    public static FrozenDictionary<string, (int Least, int Most)> Arguments { get; } = new Dictionary<string, (int, int)>(StringComparer.Ordinal)
    {
        ["size"] = (1, 1),
        ["string"] = (1, 1),
        ["int"] = (1, 1),
        ["double"] = (1, 1),
        ["bool"] = (1, 1),
        ["lower"] = (1, 1),
        ["upper"] = (1, 1),
        ["trim"] = (1, 1),
        ["contains"] = (2, 2),
        ["startsWith"] = (2, 2),
        ["endsWith"] = (2, 2),
        ["matches"] = (2, 2),
        ["split"] = (2, 2),
        ["join"] = (1, 2),
        ["replace"] = (3, 3),
        ["min"] = (1, 16),
        ["max"] = (1, 16),
        ["sum"] = (1, 1),
        ["avg"] = (1, 1),
        ["round"] = (1, 2),
        ["floor"] = (1, 1),
        ["ceil"] = (1, 1),
        ["abs"] = (1, 1),
        ["first"] = (1, 1),
        ["last"] = (1, 1),
        ["keys"] = (1, 1),
        ["values"] = (1, 1),
        ["flatten"] = (1, 1),
        ["distinct"] = (1, 1),
        ["sort"] = (1, 1),
        ["range"] = (1, 3),
        ["default"] = (2, 2),
        ["has"] = (1, 1),
        ["now"] = (0, 0),
        ["seconds"] = (1, 1),
        ["timestamp"] = (1, 1),
        ["instant"] = (1, 1),
        ["json"] = (1, 1),
        ["merge"] = (2, 16),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>What is done with each element of a list, or each key of a map.</summary>
    public static FrozenSet<string> Macros { get; } = FrozenSet.ToFrozenSet(["map", "filter", "all", "exists"], StringComparer.Ordinal);
}
