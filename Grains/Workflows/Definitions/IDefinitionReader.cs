namespace Nms.Workflows.Definitions;

/// <summary>Reads definitions.</summary>
internal interface IDefinitionReader
{
    /// <summary>Reads one.</summary>
    /// <exception cref="ValidationException">It has faults.</exception>
    WorkflowDefinition Read(string source);
}
