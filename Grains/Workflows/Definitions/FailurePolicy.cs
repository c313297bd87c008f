namespace Nms.Workflows.Definitions;

/// <summary>What the failure of a step means.</summary>
internal enum FailurePolicy
{
    /// <summary>The run fails, and what was done is undone.</summary>
    Fail,

    /// <summary>The run goes on as if it had completed; expressions see its status and error.</summary>
    Continue,

    /// <summary>Its handlers are done in its stead; what needs it is skipped, and the run goes on.</summary>
    Handle,
}
