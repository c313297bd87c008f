using System.Text;
using System.Text.Json;
using FsCheck.Xunit;
using Nms.Workflows.Expressions;

namespace Nms.Grains.Tests.Workflows.Expressions;

/// <summary>Whatever stands in an expression, it ends, and in one of two ways.</summary>
public sealed class HostileExpressionTests
{
    private static readonly string[] s_words =
    [
        "inputs", ".", "x", "list", "text", "(", ")", "[", "]", "{", "}", ",", ":", "?", "!", "-", "*", "/", "%", "+", "<", "<=", "==", "!=", "in", "&&", "||",
        "1", "0", "2.5", "9223372036854775807", "1e308", "'a'", "\"b\"", "r'\\'", "'\\u00e9'", "true", "null", "steps.s", "output", "item", "has(", "default(",
        ".map(x,", ".filter(x,", ".all(x,", ".exists(x,", "size(", "string(", "split(", "range(", "sort(", "flatten(", "json(", "matches(", "merge(", "now()", "replace(", " ", "$", "é", "\ud83d", "\0",
    ];

    private static readonly ScopeOf s_scope = new(
        """{"inputs": {"x": [1, 2.5, "a", null, {"y": []}], "list": [3, 1, 2], "text": "abc"}, "output": {"z": 1}}""", """{"s": {"output": [1]}}""");

    [Property(MaxTest = 20_000)]
    public void Any_words_in_any_order_give_a_value_or_an_expression_exception(byte[] choice) =>
        Ends(string.Concat(choice.Take(60).Select(one => s_words[one % s_words.Length])));

    [Property(MaxTest = 5_000)]
    public void Any_text_gives_a_value_or_an_expression_exception(string text) => Ends(text ?? "");

    [Theory]
    [InlineData("range(10001)", "expression_too_large")]
    [InlineData("range(-9223372036854775807, 9223372036854775807)", "expression_too_large")]
    [InlineData("range(1, 9223372036854775807, 9223372036854775807)", null)]
    [InlineData("range(1000).map(x, range(1000).map(y, range(1000).map(z, x * y * z)))", "expression_too_costly")]
    [InlineData("range(10000).map(x, range(10000))", "expression_too_costly")]
    [InlineData("range(300).map(x, inputs.long)", "expression_too_large")]
    [InlineData("[inputs.long].map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a).map(a, a+a)", "expression_too_large")]
    [InlineData("inputs.long.replace('a', inputs.long)", "expression_too_large")]
    [InlineData("range(5000).join(inputs.long)", "expression_too_large")]
    [InlineData("inputs.long.split('').map(x, inputs.long.split(''))", "expression_too_costly")]
    [InlineData("range(10000).map(x, inputs.long == inputs.long + '')", "expression_too_costly")]
    [InlineData("range(10000).map(x, default(inputs.absent, 1))", "expression_too_costly")]
    [InlineData("range(1000).map(x, ('a' + string(x)).matches('a' + string(x)))", "expression_too_costly")]
    [InlineData("inputs.long.matches('^(a+)+$')", null)]
    [InlineData("(inputs.long + 'b').matches('^(a|a|aa)+$')", null)]
    [InlineData("'a'.matches('(a{500}){500}')", "expression_too_costly")]
    [InlineData("'a'.matches('((a{30})[^)]b{30}){30}')", "expression_too_costly")]
    [InlineData("'a'.matches('a{99999999999999999999}')", "expression_too_costly")]
    [InlineData("inputs.deep == inputs.deep", null)]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]", "expression_too_deep")]
    [InlineData("json('[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]')", "expression_argument")]
    [InlineData("inputs.deep", "expression_too_deep")]
    [InlineData("string(inputs.deep)", "expression_too_deep")]
    [InlineData("inputs.half", "expression_type")]
    [InlineData("[inputs.halves]", "expression_type")]
    [InlineData("inputs.huge", "expression_overflow")]
    public void What_would_cost_too_much_is_refused(string expression, string? code)
    {
        var deep = new string('[', 40) + new string(']', 40);
        var scope = new ScopeOf($$"""{ "inputs": { "long": "{{new string('a', 8_000)}}", "deep": {{deep}}, "half": "\ud800", "halves": ["\ud800"], "huge": 1e999} }""");
        var template = Parse($"${{{expression}}}");

        if (code is null)
        {
            template.Evaluate(scope);
            return;
        }

        Assert.Equal(code, Assert.Throws<ExpressionException>(() => template.Evaluate(scope)).Code);
    }

    [Theory]
    [InlineData("(", "1", ")")]
    [InlineData("[", "1", "]")]
    [InlineData("!", "true", "")]
    [InlineData("-", "1", "")]
    [InlineData("true ? 1 : ", "1", "")]
    [InlineData("size([", "1", "])")]
    [InlineData("{'a':", "1", "}")]
    [InlineData("[1].map(x, ", "1", ")")]
    [InlineData("", "[1]", ".map(x, x)")]
    [InlineData("", "inputs", ".a")]
    [InlineData("inputs[", "1", "]")]
    public void Deep_nesting_is_refused(string before, string middle, string after)
    {
        string Nested(int levels) => string.Concat(Enumerable.Repeat(before, levels)) + middle + string.Concat(Enumerable.Repeat(after, levels));

        Parse($"${{{Nested(15)}}}");

        Assert.Equal("expression_too_deep", Assert.Throws<ExpressionException>(() => Parse($"${{{Nested(200)}}}")).Code);
    }

    [Fact]
    public void A_long_sum_is_not_deep()
    {
        var value = Parse($"${{{string.Join('+', Enumerable.Repeat("1", 4_000))}}}").Evaluate(s_scope);

        Assert.Equal(4_000, value.GetInt32());
    }

    [Fact]
    public void An_expression_of_more_than_8_KiB_is_refused() =>
        Assert.Equal("expression_too_long", Assert.Throws<ExpressionException>(() => Parse($"${{{string.Join('+', Enumerable.Repeat("1", 4_100))}}}")).Code);

    [Fact]
    public void All_expressions_of_a_template_share_one_budget()
    {
        var template = Template.Parse(JsonSerializer.SerializeToElement(Enumerable.Repeat("${range(9000).all(x, x >= 0)}", 10)));

        Assert.Equal("expression_too_costly", Assert.Throws<ExpressionException>(() => template.Evaluate(s_scope)).Code);
    }

    [Fact]
    public void A_template_that_gives_too_much_is_refused()
    {
        var template = Template.Parse(JsonSerializer.SerializeToElement(Enumerable.Repeat("${inputs.long}", 200)));

        var exception = Assert.Throws<ExpressionException>(() => template.Evaluate(new ScopeOf($$"""{ "inputs": { "long": "{{new string('a', 8_000)}}" } }""")));

        Assert.Equal("expression_too_large", exception.Code);
    }

    private static void Ends(string text)
    {
        var source = new StringBuilder("${").Append(text).Append('}').ToString();
        try
        {
            var json = JsonElement.Parse(JsonSerializer.Serialize(source));
            Template.Parse(json).Evaluate(s_scope);
        }
        catch (ExpressionException exception)
        {
            Assert.StartsWith("expression_", exception.Code, StringComparison.Ordinal);
            Assert.InRange(exception.Position, 0, source.Length);
        }
    }

    private static Template Parse(string text) => Template.Parse(JsonSerializer.SerializeToElement(text));
}
