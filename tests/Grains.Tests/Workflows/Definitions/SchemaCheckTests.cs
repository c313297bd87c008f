using System.Text.Json;
using Nms.Workflows.Definitions;

namespace Nms.Grains.Tests.Workflows.Definitions;

public sealed class SchemaCheckTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "\"a\"", null)]
    [InlineData("""{"type":"string"}""", "1", "")]
    [InlineData("""{"type":["string","number"]}""", "1", null)]
    [InlineData("""{"type":"integer"}""", "1.0", null)]
    [InlineData("""{"type":"integer"}""", "1.5", "")]
    [InlineData("""{"type":"null"}""", "null", null)]
    [InlineData("""{"enum":["a",1]}""", "1", null)]
    [InlineData("""{"enum":["a",1]}""", "2", "")]
    [InlineData("""{"minimum":1,"maximum":2}""", "3", "")]
    [InlineData("""{"minimum":1,"maximum":2}""", "0", "")]
    [InlineData("""{"minLength":2}""", "\"a\"", "")]
    [InlineData("""{"maxLength":1}""", "\"😀\"", null)]
    [InlineData("""{"pattern":"^a+$"}""", "\"ab\"", "")]
    [InlineData("""{"format":"uuid"}""", "\"x\"", "")]
    [InlineData("""{"format":"duration"}""", "\"5m\"", null)]
    [InlineData("""{"format":"duration"}""", "\"5\"", "")]
    [InlineData("""{"format":"date-time"}""", "\"soon\"", "")]
    [InlineData("""{"items":{"type":"string"},"maxItems":2}""", """["a",1]""", "1")]
    [InlineData("""{"items":{"type":"string"},"maxItems":1}""", """["a","b"]""", "")]
    [InlineData("""{"minItems":1}""", "[]", "")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"]}""", "{}", "a")]
    [InlineData("""{"properties":{"a":{"type":"string"}},"required":["a"]}""", """{"a":null}""", "a")]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", """{"a":null}""", null)]
    [InlineData("""{"properties":{"a":{"type":"string"}},"additionalProperties":false}""", """{"b":1}""", "b")]
    [InlineData("""{"additionalProperties":{"type":"string"}}""", """{"b":1}""", "b")]
    [InlineData("""{"properties":{"a":{"items":{"properties":{"b":{"type":"string"}}}}}}""", """{"a":[{"b":1}]}""", "a.0.b")]
    public void A_value_is_checked_for_a_run(string schema, string value, string? path)
    {
        var found = SchemaCheck.Check(JsonElement.Parse(schema), JsonElement.Parse(value), SchemaUse.Run);

        Assert.Equal(path, found is [var only] ? string.Join('.', only.Path) : null);
    }

    [Fact]
    public void Texts_with_expressions_are_left_for_the_run()
    {
        var schema = JsonElement.Parse("""{"properties":{"a":{"type":"integer"},"b":{"items":{"format":"uuid"}}}}""");
        var value = JsonElement.Parse("""{"a":"${inputs.x}","b":["id-${inputs.x}"]}""");

        Assert.Empty(SchemaCheck.Check(schema, value, SchemaUse.Definition));
        Assert.Equal(2, SchemaCheck.Check(schema, value, SchemaUse.Run).Length);
    }
}
