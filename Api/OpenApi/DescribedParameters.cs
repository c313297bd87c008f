namespace Nms.Api.OpenApi;

/// <summary>Parameters that a route reads itself, for the document.</summary>
internal sealed class DescribedParameters(params DescribedParameter[] parameters)
{
    public IReadOnlyList<DescribedParameter> Parameters { get; } = parameters;

    /// <summary>True when the same names may also come in a JSON or form body.</summary>
    public bool AlsoInBody { get; init; }
}

/// <summary>One parameter of such a route.</summary>
internal sealed record DescribedParameter(string Name, string Description, string? Example, bool Required = false);
