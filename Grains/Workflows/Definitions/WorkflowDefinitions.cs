using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Engine;
using Nms.Workflows.Steps;

namespace Nms.Workflows.Definitions;

/// <summary>What callers may ask about definitions.</summary>
internal sealed class WorkflowDefinitions(IStepCatalog catalog, IInputReader inputs, TimeProvider time) : IWorkflowDefinitions
{
    private static readonly Lazy<string> s_schema = new(ReadSchema);

    private readonly Lazy<string> _catalog = new(() => Tell(catalog));

    public string Schema => s_schema.Value;

    public string Catalog => _catalog.Value;

    public ImmutableArray<WorkflowFault> Validate(string source) => DefinitionReader.Read(source, catalog).Faults;

    public string Describe(string source) => DefinitionWriter.Write(Read(source)).ToJsonString(DefinitionWriter.Json);

    public string Plan(string source, string inputsJson)
    {
        var definition = Read(source);
        return WorkflowPlan.Of(definition, inputs.Read(definition, inputsJson, ignoreUnknown: false), catalog, time.GetUtcNow()).ToJsonString(DefinitionWriter.Json);
    }

    private WorkflowDefinition Read(string source)
    {
        var (definition, faults) = DefinitionReader.Read(source, catalog);
        return definition ?? throw DefinitionReader.Invalid(faults);
    }

    private static string Tell(IStepCatalog catalog) => new JsonArray([.. catalog.All.OrderBy(kind => kind.Name, StringComparer.Ordinal).Select(kind => new JsonObject
    {
        ["name"] = kind.Name,
        ["description"] = kind.Description,
        ["inputs"] = JsonValues.ToNode(kind.InputSchema),
        ["outputs"] = JsonValues.ToNode(kind.OutputSchema),
    })]).ToJsonString(DefinitionWriter.Json);

    private static string ReadSchema()
    {
        using var stream = typeof(WorkflowDefinitions).Assembly.GetManifestResourceStream("workflow-definition.schema.json")!;
        using var reader = new StreamReader(stream);
        return JsonSerializer.Serialize(JsonElement.Parse(reader.ReadToEnd()));
    }
}
