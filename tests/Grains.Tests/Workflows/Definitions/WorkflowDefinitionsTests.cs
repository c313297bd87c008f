using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Time.Testing;
using Nms.Grains.Tests.Workflows.Expressions;
using Nms.Testing;
using Nms.Workflows.Definitions;
using Nms.Workflows.Expressions;

namespace Nms.Grains.Tests.Workflows.Definitions;

/// <summary>What callers ask about definitions, and what the documents say of them.</summary>
public sealed partial class WorkflowDefinitionsTests
{
    private static readonly WorkflowDefinitions s_definitions = new(new KindsForTests(), new InputReader(), new FakeTimeProvider());

    public static TheoryData<string> Documents => ["docs/reference/workflows.md", "docs/how-to/write-a-workflow.md"];

    [Theory]
    [MemberData(nameof(Documents))]
    public void Every_definition_of_the_documents_is_read_fits_the_schema_and_survives_being_described(string document)
    {
        var examples = Examples(document);

        Assert.NotEmpty(examples);
        Assert.All(examples, source =>
        {
            var (definition, faults) = DefinitionReader.Read(source, catalog: null);
            Assert.Empty(faults);
            var described = DefinitionWriter.Write(definition!).ToJsonString();
            Assert.Empty(SchemaCheck.Check(Schema(), JsonElement.Parse(described), SchemaUse.Run));
            Assert.Equal(described, DefinitionWriter.Write(new DefinitionReader().Read(described)).ToJsonString());
        });
    }

    [Fact]
    public void The_schema_and_the_reader_know_the_same_keys()
    {
        var objects = JsonElement.Parse(s_definitions.Schema).GetProperty("$defs");

        Assert.Equal(DefinitionKeys.All.Keys.Order(), objects.EnumerateObject().Select(one => one.Name).Order());
        Assert.All(DefinitionKeys.All, keys =>
            Assert.Equal(keys.Value.Order(), objects.GetProperty(keys.Key).GetProperty("properties").EnumerateObject().Select(one => one.Name).Order()));
    }

    [Fact]
    public void The_schema_and_the_reader_know_the_same_words()
    {
        var objects = JsonElement.Parse(s_definitions.Schema).GetProperty("$defs");

        Assert.Equal(DefinitionWords.InputTypes.Keys.Order(), Words("input", "type"));
        Assert.Equal(DefinitionWords.ConflictPolicies.Keys.Order(), Words("workflow", "on_conflict"));
        Assert.Equal(DefinitionWords.OverlapPolicies.Keys.Order(), Words("schedule", "overlap"));
        Assert.Equal(DefinitionWords.Severities.Order(), Words("alert", "minimum_severity"));

        IEnumerable<string> Words(string of, string key) =>
            objects.GetProperty(of).GetProperty("properties").GetProperty(key).GetProperty("enum").EnumerateArray().Select(word => word.GetString()!).Order();
    }

    [Fact]
    public void Every_key_and_function_stands_in_the_reference()
    {
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/workflows.md"));

        Assert.All(DefinitionKeys.All.Values.SelectMany(keys => keys), key => Assert.Contains($"`{key}`", reference, StringComparison.Ordinal));
        Assert.All(ExpressionFunctions.Arguments.Keys.Concat(ExpressionFunctions.Macros), name =>
            Assert.Contains(Examples(reference, "gives"), row => row.Expression.Contains($"{name}(", StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_example_of_an_expression_gives_what_the_reference_says()
    {
        var reference = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/workflows.md"));
        var inputs = Regex.Match(reference, "`inputs` is `([^`]+)`").Groups[1].Value;
        var scope = new ScopeOf($$"""{ "inputs": {{inputs}} }""");

        Assert.All(Examples(reference, "gives"), row =>
        {
            var value = Template.Parse(JsonSerializer.SerializeToElement($"${{{row.Expression}}}")).Evaluate(scope);
            Assert.True(JsonElement.DeepEquals(JsonElement.Parse(row.Value), value), $"{row.Expression} gives {value.GetRawText()}");
        });
    }

    [Fact]
    public void A_plan_tells_what_inputs_tell()
    {
        var plan = JsonElement.Parse(s_definitions.Plan(
            """
            name: w
            inputs: {n: {type: integer, default: 1}, secret: {type: string, secret: true}, node: {type: node}}
            key: "k-${inputs.n}"
            steps:
              - {name: a, uses: node.start, with: {node_id: "${inputs.node}", count: "${inputs.n + 5}"}}
              - {name: b, uses: set, needs: [], when: "${inputs.n > 1}", with: {x: "${inputs.secret}"}, on_failure: [d]}
              - {name: c, uses: set, when: "${steps.a.output.up}", for_each: "${range(inputs.n)}", needs: [a, b], with: {i: "${item}", n: "${inputs.n}"}}
              - {name: d, uses: set}
            """,
            """{"secret": "s3cret", "node": "R1"}"""));

        var steps = plan.GetProperty("steps").EnumerateArray().ToDictionary(step => step.GetProperty("name").GetString()!);
        Assert.Equal("k-1", plan.GetProperty("key").GetString());
        Assert.Equal(["runs", "skipped", "depends", "on_failure"], new[] { "a", "b", "c", "d" }.Select(name => steps[name].GetProperty("expected").GetString()));
        Assert.Equal([1, 1, 2, 2], new[] { "a", "b", "c", "d" }.Select(name => steps[name].GetProperty("wave").GetInt32()));
        Assert.Equal("""{"node_id":"R1","count":6}""", steps["a"].GetProperty("with").GetRawText());
        Assert.Equal("count: count is at most 5.", Assert.Single(steps["a"].GetProperty("problems").EnumerateArray()).GetString());
        Assert.Equal("""{"i":"${item}","n":1}""", steps["c"].GetProperty("with").GetRawText());
        Assert.Equal("[0]", steps["c"].GetProperty("for_each").GetRawText());
        Assert.DoesNotContain("s3cret", plan.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_planned_or_described_that_has_faults()
    {
        const string Wrong = "{name: w, steps: [{name: a, uses: no.kind}]}";

        Assert.Equal("unknown_kind", Assert.Single(s_definitions.Validate(Wrong)).Code);
        Assert.Equal(["steps[0].uses"], Assert.Throws<ValidationException>(() => s_definitions.Plan(Wrong, "{}")).Details.Keys);
        Assert.Equal(["steps[0].uses"], Assert.Throws<ValidationException>(() => s_definitions.Describe(Wrong)).Details.Keys);
        Assert.Equal(["x"], Assert.Throws<ValidationException>(() => s_definitions.Plan("{name: w, steps: [{name: a, uses: set}]}", """{"x": 1}""")).Details.Keys);
    }

    [Fact]
    public void The_catalog_has_every_kind_with_its_schemas()
    {
        var catalog = JsonElement.Parse(s_definitions.Catalog).EnumerateArray().ToList();

        Assert.Equal(["node.start", "node.stop", "set"], catalog.Select(kind => kind.GetProperty("name").GetString()));
        Assert.All(catalog, kind => Assert.Equal("object", kind.GetProperty("inputs").GetProperty("type").GetString()));
    }

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(0.5, "500ms")]
    [InlineData(5400, "1h30m")]
    [InlineData(200_000.25, "2d7h33m20s250ms")]
    public void A_span_of_time_is_written_as_it_is_read(double seconds, string text)
    {
        Assert.Equal(text, DefinitionWriter.Span(TimeSpan.FromSeconds(seconds)));
        Assert.Equal(TimeSpan.FromSeconds(seconds), DurationText.Parse(text));
    }

    private static List<string> Examples(string document) =>
        [.. YamlBlock().Matches(File.ReadAllText(Path.Combine(Repository.Root, document))).Select(match => match.Groups[1].Value)];

    private static IEnumerable<(string Expression, string Value)> Examples(string reference, string column) =>
        reference.Split('\n').SkipWhile(line => line != $"| example | {column} |").Skip(2).TakeWhile(line => line.StartsWith('|'))
            .Select(line => Row().Match(line)).Select(match => (match.Groups[1].Value.Replace("\\|", "|", StringComparison.Ordinal), match.Groups[2].Value));

    /// <summary>The schema with what it refers to put in its place.</summary>
    private static JsonElement Schema()
    {
        var schema = JsonNode.Parse(s_definitions.Schema)!;
        return JsonSerializer.SerializeToElement(Inline(schema["$defs"]!["workflow"]!));

        JsonNode? Inline(JsonNode? node) => node switch
        {
            JsonObject reference when reference["$ref"] is { } target => Inline(schema["$defs"]![target.GetValue<string>().Split('/')[^1]]),
            JsonObject members => new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Inline(member.Value)))),
            JsonArray items => new JsonArray([.. items.Select(Inline)]),
            _ => node?.DeepClone(),
        };
    }

    [GeneratedRegex("```yaml\n(name:.*?)```", RegexOptions.Singleline)]
    private static partial Regex YamlBlock();

    [GeneratedRegex("^\\| `(.*?)` \\| `(.*?)` \\|$")]
    private static partial Regex Row();
}
