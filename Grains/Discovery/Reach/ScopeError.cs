namespace Nms.Discovery.Reach;

/// <summary>One thing that is wrong with a scope.</summary>
/// <param name="Field">The field, such as <c>ranges[2]</c>.</param>
/// <param name="Rule">The rule that it breaks, one of <see cref="ScopeRule"/>.</param>
/// <param name="Message">A sentence with the remedy.</param>
internal sealed record ScopeError(string Field, string Rule, string Message);
