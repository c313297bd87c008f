using System.Collections.Immutable;

namespace Nms.Workflows;

/// <summary>Reads definitions, and says what is wrong with them. In the same process as its caller.</summary>
public interface IWorkflowDefinitions
{
    /// <summary>Every fault of a definition with its place; none when it can be saved.</summary>
    ImmutableArray<WorkflowFault> Validate(string source);

    /// <summary>The definition as JSON, in the form of the published schema, with all defaults written out.</summary>
    /// <exception cref="ValidationException">It has faults.</exception>
    string Describe(string source);

    /// <summary>What a run with these inputs would do, step by step, as far as that can be told beforehand; nothing is done.</summary>
    /// <exception cref="ValidationException">The definition or the inputs have faults.</exception>
    string Plan(string source, string inputsJson);

    /// <summary>The JSON Schema (2020-12) of definitions.</summary>
    string Schema { get; }

    /// <summary>Every kind of step and every action of a module, with the schemas of inputs and outputs, as a JSON array.</summary>
    string Catalog { get; }
}
