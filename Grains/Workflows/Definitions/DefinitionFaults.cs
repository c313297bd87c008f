using System.Collections.Immutable;

namespace Nms.Workflows.Definitions;

/// <summary>Collects what is wrong with a definition, so that its author is told of all of it at once.</summary>
internal sealed class DefinitionFaults
{
    private const int Most = 100;

    private readonly List<WorkflowFault> _faults = [];

    public bool Any => _faults.Count > 0;

    /// <summary>In the order of the source.</summary>
    public ImmutableArray<WorkflowFault> All => [.. _faults.OrderBy(fault => fault.Line).ThenBy(fault => fault.Column)];

    public void Add(string path, string code, string message, int line, int column)
    {
        if (_faults.Count < Most)
        {
            _faults.Add(new WorkflowFault(path, code, message, line, column));
        }
    }

    public void Add(string path, string code, string message, SourceNode at) => Add(path, code, message, at.Line, at.Column);
}
