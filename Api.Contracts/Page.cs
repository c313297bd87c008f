namespace Nms.Contracts;

/// <summary>One page of a list.</summary>
public abstract record Page : Answer
{
    /// <summary>How many entries match, over all pages.</summary>
    public int Total { get; set; }

    /// <summary>How many entries a page holds at most.</summary>
    public int Limit { get; set; }

    /// <summary>How many entries come before this page.</summary>
    public int Offset { get; set; }

    /// <summary>Address of the next page, or null on the last one.</summary>
    public string? Next { get; set; }
}
