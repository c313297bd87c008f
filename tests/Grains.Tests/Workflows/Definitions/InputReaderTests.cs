using System.Collections.Immutable;
using Nms.Workflows.Definitions;

namespace Nms.Grains.Tests.Workflows.Definitions;

public sealed class InputReaderTests
{
    private static readonly WorkflowDefinition s_definition = new DefinitionReader().Read("""
        name: w
        inputs:
          project_id: {type: project, required: true}
          count: {type: integer, default: 3, enum: [1, 2, 3]}
          ratio: {type: number}
          wait: {type: duration}
          node: {type: node}
          on: {type: boolean}
          list: {type: array}
          map: {type: object}
          text: {type: string}
          any: {}
        steps: [{name: a, uses: set}]
        """);

    [Fact]
    public void Defaults_are_filled_in_and_what_is_not_given_is_null()
    {
        var inputs = Read("""{"project_id": "11111111-1111-1111-1111-111111111111", "count": null, "any": {"x": [1.0]}}""");

        Assert.Equal(
            """{"project_id":"11111111-1111-1111-1111-111111111111","count":3,"ratio":null,"wait":null,"node":null,"on":null,"list":null,"map":null,"text":null,"any":{"x":[1.0]}}""",
            inputs);
    }

    [Fact]
    public void Every_wrong_field_is_named()
    {
        var exception = Assert.Throws<ValidationException>(() => Read(
            """{"count": 4, "ratio": "1", "wait": "soon", "node": "", "on": 1, "list": {}, "map": [], "text": 1, "extra": 1}"""));

        Assert.Equal(
            ImmutableSortedDictionary.CreateRange<string, string>(
            [
                new("project_id", "is required"), new("count", "must be one of 1, 2, 3"), new("ratio", "must be a number"), new("wait", "must be a duration as 30s, 5m or 1h30m"),
                new("node", "must be the id or the name of a node"), new("on", "must be true or false"), new("list", "must be a list"), new("map", "must be an object"),
                new("text", "must be a text"), new("extra", "is unknown"),
            ]),
            exception.Details.ToImmutableSortedDictionary());
    }

    [Fact]
    public void Unknown_inputs_are_passed_over_where_that_is_asked_for() =>
        Assert.DoesNotContain("extra", new InputReader().Read(s_definition, """{"project_id": "11111111-1111-1111-1111-111111111111", "extra": 1}""", ignoreUnknown: true).GetRawText(), StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{")]
    [InlineData("""{"any": "\ud800"}""")]
    [InlineData("""{"any": 1, "any": 2}""")]
    [InlineData("""{"any": [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]}""")]
    public void What_is_no_plain_object_is_refused(string inputs) =>
        Assert.Equal(["inputs"], Assert.Throws<ValidationException>(() => Read(inputs)).Details.Keys);

    private static string Read(string inputs) => new InputReader().Read(s_definition, inputs, ignoreUnknown: false).GetRawText();
}
