using System.Text.Json;
using Nms.Workflows.Expressions;

namespace Nms.Grains.Tests.Workflows.Expressions;

public sealed class TemplateTests
{
    private static readonly ScopeOf s_scope = new(
        """
        {
          "inputs": {"name": "core", "count": 3, "half": 0.5, "on": true, "none": null, "nodes": ["a", "b", "c"], "map": {"x": 1, "y": {"z": 2}},
                     "rows": [{"n": 1, "up": true}, {"n": 2, "up": false}], "text": "R1#show ip"},
          "trigger": {"data": {"status": "stopped"}},
          "item": {"name": "R1"}, "index": 4
        }
        """,
        """
        {
          "read": {"status": "completed", "output": {"value": 7}, "error": null, "attempts": 1},
          "my-step": {"status": "failed", "output": null, "error": {"code": "node_not_found", "message": "There is no node R9."}, "attempts": 2}
        }
        """);

    [Theory]
    [InlineData("1", "1")]
    [InlineData("-3", "-3")]
    [InlineData("1.5", "1.5")]
    [InlineData("2e3", "2000")]
    [InlineData("'it''s'", null)]
    [InlineData("'a\\n\\t\\u00e9\\'\\\"\\\\'", "\"a\\n\\té'\\\"\\\\\"")]
    [InlineData("r'\\d'", "\"\\\\d\"")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("[1, 'a', [null]]", "[1,\"a\",[null]]")]
    [InlineData("[1, 2,]", "[1,2]")]
    [InlineData("{'a': 1, 'b': {'c': inputs.count}}", "{\"a\":1,\"b\":{\"c\":3}}")]
    [InlineData("{}", "{}")]
    public void Literals(string expression, string? value) => Check(expression, value);

    [Theory]
    [InlineData("inputs.count", "3")]
    [InlineData("inputs.map.y.z", "2")]
    [InlineData("inputs['map']['x']", "1")]
    [InlineData("inputs.nodes[1]", "\"b\"")]
    [InlineData("inputs.nodes", "[\"a\",\"b\",\"c\"]")]
    [InlineData("inputs.rows[0].n", "1")]
    [InlineData("inputs.none", "null")]
    [InlineData("steps.read.output.value", "7")]
    [InlineData("steps.my-step.status", "\"failed\"")]
    [InlineData("steps['my-step'].error.code", "\"node_not_found\"")]
    [InlineData("steps.read.attempts - 1", "0")]
    [InlineData("trigger.data.status == 'stopped'", "true")]
    [InlineData("item.name + string(index)", "\"R14\"")]
    public void Names(string expression, string value) => Check(expression, value);

    [Theory]
    [InlineData("1 + 2 * 3 - 4", "3")]
    [InlineData("(1 + 2) * 3", "9")]
    [InlineData("7 / 2", "3")]
    [InlineData("-7 / 2", "-3")]
    [InlineData("7 % 4", "3")]
    [InlineData("(0 + 7) / (-2)", "-3")]
    [InlineData("7 / 2.0", "3.5")]
    [InlineData("inputs.count * inputs.half", "1.5")]
    [InlineData("10 - 2 - 3", "5")]
    [InlineData("'a' + 'b'", "\"ab\"")]
    [InlineData("[1] + [2, 3]", "[1,2,3]")]
    [InlineData("1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3", "true")]
    [InlineData("'a' < 'b'", "true")]
    [InlineData("1 == 1.0", "true")]
    [InlineData("1 == '1'", "false")]
    [InlineData("[1, {'a': 2}] == [1.0, {'a': 2}]", "true")]
    [InlineData("{'a': 1, 'b': 2} == {'b': 2, 'a': 1}", "true")]
    [InlineData("9007199254740993 == 9007199254740992.0", "false")]
    [InlineData("9007199254740993 > 9007199254740992.0", "true")]
    [InlineData("1 != 2", "true")]
    [InlineData("2 in [1, 2]", "true")]
    [InlineData("'x' in inputs.map", "true")]
    [InlineData("!inputs.on || false", "false")]
    [InlineData("false && inputs.absent", "false")]
    [InlineData("true || inputs.absent", "true")]
    [InlineData("inputs.count > 1 ? 'many' : 'one'", "\"many\"")]
    [InlineData("false ? 1 : true ? 2 : 3", "2")]
    [InlineData("--1", "1")]
    public void Operators(string expression, string value) => Check(expression, value);

    [Theory]
    [InlineData("inputs.nodes.map(n, n + '!')", "[\"a!\",\"b!\",\"c!\"]")]
    [InlineData("inputs.rows.filter(r, r.up).map(r, r.n)", "[1]")]
    [InlineData("inputs.rows.all(r, r.up)", "false")]
    [InlineData("inputs.rows.exists(r, r.up)", "true")]
    [InlineData("[].all(x, x)", "true")]
    [InlineData("inputs.map.map(k, k)", "[\"x\",\"y\"]")]
    [InlineData("[1, 2].map(x, [10, 20].map(y, x * y))", "[[10,20],[20,40]]")]
    [InlineData("[1].map(inputs, inputs)", "[1]")]
    [InlineData("has(inputs.count)", "true")]
    [InlineData("has(inputs.none)", "true")]
    [InlineData("has(inputs.absent.deeper)", "false")]
    [InlineData("has(steps.read.error.code)", "false")]
    [InlineData("default(inputs.absent, 5)", "5")]
    [InlineData("default(inputs.none, 5)", "5")]
    [InlineData("default(first([]), 5)", "5")]
    [InlineData("inputs.nodes.map(n, default(inputs.absent, n))", "[\"a\",\"b\",\"c\"]")]
    public void Macros(string expression, string value) => Check(expression, value);

    [Theory]
    [InlineData("size('héé😀')", "4")]
    [InlineData("size(inputs.nodes) + size(inputs.map)", "5")]
    [InlineData("string(1) + string(1.5) + string(true) + string(null) + string([1])", "\"11.5truenull[1]\"")]
    [InlineData("int('42') + int(1.9)", "43")]
    [InlineData("double('1.5')", "1.5")]
    [InlineData("bool('true')", "true")]
    [InlineData("' Ab '.trim().lower() + 'c'.upper()", "\"abC\"")]
    [InlineData("contains('abc', 'b') && 'abc'.startsWith('a') && 'abc'.endsWith('c')", "true")]
    [InlineData("[1, 2].contains(2)", "true")]
    [InlineData("inputs.text.matches(r'^R\\d+#')", "true")]
    [InlineData("'a,b'.split(',')", "[\"a\",\"b\"]")]
    [InlineData("'a😀'.split('')", "[\"a\",\"\\uD83D\\uDE00\"]")]
    [InlineData("[1, 'x', null].join('-')", "\"1-x-null\"")]
    [InlineData("'aXbX'.replace('X', '--')", "\"a--b--\"")]
    [InlineData("min(3, 1, 2) + max([1, 9])", "10")]
    [InlineData("max('a', 'b')", "\"b\"")]
    [InlineData("sum([1, 2]) + sum([])", "3")]
    [InlineData("sum([1, 0.5])", "1.5")]
    [InlineData("avg([1, 2])", "1.5")]
    [InlineData("[round(2.5), round(-2.5), floor(-1.5), ceil(1.2), abs(-3)]", "[3,-3,-2,2,3]")]
    [InlineData("round(1.2345, 2)", "1.23")]
    [InlineData("first(inputs.nodes) + last(inputs.nodes)", "\"ac\"")]
    [InlineData("keys(inputs.map)", "[\"x\",\"y\"]")]
    [InlineData("values({'a': 1})", "[1]")]
    [InlineData("flatten([[1], 2, [[3]]])", "[1,2,[3]]")]
    [InlineData("distinct([1, 1.0, 'a', 'a', [1], [1]])", "[1,\"a\",[1]]")]
    [InlineData("sort([3, 1.5, 2])", "[1.5,2,3]")]
    [InlineData("sort(['b', 'a'])", "[\"a\",\"b\"]")]
    [InlineData("range(3) + range(1, 3) + range(3, 0, -2)", "[0,1,2,1,2,3,1]")]
    [InlineData("now()", "1769860800")]
    [InlineData("seconds('1h30m') + seconds(5)", "5405")]
    [InlineData("timestamp('2026-01-31T12:00:00Z') - now()", "0")]
    [InlineData("instant(now() + 60)", "\"2026-01-31T12:01:00Z\"")]
    [InlineData("json('{\"a\":[1]}').a[0]", "1")]
    [InlineData("merge({'a': 1, 'b': 1}, {'b': 2})", "{\"a\":1,\"b\":2}")]
    public void Functions(string expression, string value) => Check(expression, value);

    [Theory]
    [InlineData("", "expression_syntax", 2)]
    [InlineData("1 +", "expression_syntax", 5)]
    [InlineData("1 1", "expression_syntax", 4)]
    [InlineData("(1", "expression_syntax", 4)]
    [InlineData("'a", "expression_syntax", 2)]
    [InlineData("'\\x'", "expression_syntax", 3)]
    [InlineData("'\\ud800'", "expression_syntax", 2)]
    [InlineData("1;2", "expression_syntax", 3)]
    [InlineData("§", "expression_syntax", 2)]
    [InlineData("1e", "expression_syntax", 3)]
    [InlineData("99999999999999999999", "expression_overflow", 2)]
    [InlineData("1e999", "expression_overflow", 2)]
    [InlineData("steps", "expression_syntax", 2)]
    [InlineData("steps[inputs.name]", "expression_syntax", 2)]
    [InlineData("map([1], x, x)", "expression_syntax", 2)]
    [InlineData("nothing(1)", "expression_unknown_function", 2)]
    [InlineData("size(1, 2)", "expression_arguments", 2)]
    [InlineData("has(1)", "expression_arguments", 2)]
    [InlineData("x", "expression_unknown_name", 2)]
    [InlineData("[1].map(x, x) + x", "expression_unknown_name", 18)]
    public void What_cannot_be_read_is_said_with_its_place(string expression, string code, int position)
    {
        var exception = Assert.Throws<ExpressionException>(() => Parse($"${{{expression}}}"));

        Assert.Equal((code, position), (exception.Code, exception.Position));
    }

    [Theory]
    [InlineData("inputs.absent", "expression_missing", 9)]
    [InlineData("inputs.nodes[3]", "expression_missing", 14)]
    [InlineData("inputs.none.x", "expression_missing", 14)]
    [InlineData("inputs.count.x", "expression_type", 15)]
    [InlineData("inputs.nodes.x", "expression_type", 15)]
    [InlineData("inputs.nodes['x']", "expression_type", 14)]
    [InlineData("'a' + 1", "expression_type", 6)]
    [InlineData("1 < 'a'", "expression_type", 4)]
    [InlineData("null > 1", "expression_type", 7)]
    [InlineData("1 && true", "expression_type", 2)]
    [InlineData("!1", "expression_type", 3)]
    [InlineData("1 ? 2 : 3", "expression_type", 2)]
    [InlineData("1 / 0", "expression_division_by_zero", 4)]
    [InlineData("1 % 0.0", "expression_division_by_zero", 4)]
    [InlineData("9223372036854775807 + 1", "expression_overflow", 22)]
    [InlineData("(-9223372036854775807 - 1) / -1", "expression_overflow", 29)]
    [InlineData("1e308 * 10", "expression_overflow", 8)]
    [InlineData("int(1e300)", "expression_overflow", 2)]
    [InlineData("int('x')", "expression_argument", 2)]
    [InlineData("double('Infinity')", "expression_argument", 2)]
    [InlineData("lower(1)", "expression_type", 2)]
    [InlineData("sort([1, 'a'])", "expression_type", 2)]
    [InlineData("sum(['a'])", "expression_type", 2)]
    [InlineData("'a'.matches('(')", "expression_argument", 6)]
    [InlineData("'a'.matches('(?=a)')", "expression_argument", 6)]
    [InlineData("'a'.replace('', 'b')", "expression_argument", 6)]
    [InlineData("seconds('soon')", "expression_argument", 2)]
    [InlineData("timestamp('soon')", "expression_argument", 2)]
    [InlineData("json('{')", "expression_argument", 2)]
    [InlineData("{'a': 1, 'a': 2}", "expression_type", 11)]
    [InlineData("{1: 2}", "expression_type", 3)]
    [InlineData("run.id", "expression_unknown_name", 2)]
    [InlineData("steps.other.output", "expression_unknown_step", 2)]
    public void What_has_no_value_is_said_with_its_place(string expression, string code, int position)
    {
        var template = Parse($"${{{expression}}}");

        var exception = Assert.Throws<ExpressionException>(() => template.Evaluate(s_scope));

        Assert.Equal((code, position), (exception.Code, exception.Position));
    }

    [Fact]
    public void Expressions_in_a_text_become_text_and_a_lone_one_keeps_its_type()
    {
        var template = Template.Parse(JsonElement.Parse(
            """{"lone": "${inputs.count}", "text": "n=${inputs.count}, ${inputs.name} ${inputs.map}", "escaped": "$${x} costs 5$", "list": ["${inputs.on}", 1], "brace": "${'}'}"}"""));

        var value = template.Evaluate(s_scope);

        Assert.Equal(
            """{"lone":3,"text":"n=3, core {\"x\":1,\"y\":{\"z\":2}}","escaped":"${x} costs 5$","list":[true,1],"brace":"}"}""",
            value.GetRawText());
    }

    [Fact]
    public void A_template_tells_what_it_names()
    {
        var template = Template.Parse(JsonElement.Parse("""{"a": "${steps.one.output + steps['two-b'].output}", "b": ["${inputs.x + item}", "${[1].map(y, steps.one)}"]}"""));

        Assert.Equal(["one", "two-b"], template.Steps);
        Assert.Equal(["steps.one", "steps.two-b", "inputs.x", "inputs", "item"], template.Names.Order(Comparer<string>.Create((a, b) => Place(a) - Place(b))));

        static int Place(string name) => Array.IndexOf(["steps.one", "steps.two-b", "inputs.x", "inputs", "item"], name);
    }

    [Fact]
    public void A_template_without_expressions_is_its_own_value()
    {
        var template = Parse("plain $ text {}");

        Assert.True(template.IsConstant);
        Assert.Equal("plain $ text {}", template.Evaluate(s_scope).GetString());
    }

    private static void Check(string expression, string? value)
    {
        if (value is null)
        {
            Assert.Throws<ExpressionException>(() => Parse($"${{{expression}}}"));
            return;
        }

        Assert.Equal(value, Parse($"${{{expression}}}").Evaluate(s_scope).GetRawText());
    }

    private static Template Parse(string text) => Template.Parse(JsonSerializer.SerializeToElement(text));
}
