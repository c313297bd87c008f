namespace Nms.Workflows.Expressions;

/// <summary>What an expression may cost. All that counts is counted, never measured, so that the same expression ends the same way everywhere.</summary>
internal static class ExpressionLimits
{
    /// <summary>Units of work of one template, all its expressions together.</summary>
    public const int MostWork = 100_000;

    /// <summary>How deep an expression nests.</summary>
    public const int MostNesting = 64;

    /// <summary>Letters of one expression.</summary>
    public const int MostLetters = 8 * 1024;

    /// <summary>Letters of a value as JSON, on the way and in the end.</summary>
    public const int MostValueLetters = 1024 * 1024;

    /// <summary>How deep a value nests.</summary>
    public const int MostValueNesting = 32;

    /// <summary>Elements that <c>range</c> gives.</summary>
    public const long MostRange = 10_000;

    /// <summary>Letters of a string that cost one unit of work.</summary>
    public const int LettersOfOneUnit = 32;
}
