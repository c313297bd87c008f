namespace Nms.Workflows.Definitions;

/// <summary>What a value is checked for.</summary>
internal enum SchemaUse
{
    /// <summary>It is given as it is.</summary>
    Run,

    /// <summary>It is written in a definition: texts with expressions are left for later.</summary>
    Definition,
}
