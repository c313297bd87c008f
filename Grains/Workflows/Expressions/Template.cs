using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Nms.Workflows.Expressions;

/// <summary>
/// A JSON value in whose strings <c>${…}</c> stands for expressions. A string that is one expression and nothing else gives the value itself,
/// whatever its type; expressions inside a longer string are put into it as text. <c>$${</c> stands for <c>${</c>.
/// </summary>
internal sealed class Template
{
    private const int MostShownLetters = 120;

    private readonly TemplatePart _root;

    private Template(JsonElement source, TemplatePart root) => (Source, _root) = (source, root);

    /// <summary>As it was written.</summary>
    public JsonElement Source { get; }

    /// <summary>The steps that its expressions name.</summary>
    public ImmutableArray<string> Steps { get; private init; } = [];

    /// <summary>All that its expressions name: inputs.NAME, steps.NAME, and inputs, run, trigger, item, index, output.</summary>
    public ImmutableArray<string> Names { get; private init; } = [];

    /// <summary>Whether it is what it says, without any expression.</summary>
    public bool IsConstant => _root is ConstantPart;

    /// <summary>Whether it is one expression, and so of any type.</summary>
    public bool IsExpression => _root is ExpressionPart;

    /// <summary>Reads it.</summary>
    /// <exception cref="ExpressionException">One of its expressions cannot be read.</exception>
    public static Template Parse(JsonElement source)
    {
        var names = new List<(string Name, int Position)>();
        var kept = source.Clone();
        var root = Read(kept, names);
        return new Template(kept, root)
        {
            Names = [.. names.Select(name => name.Name).Distinct()],
            Steps = [.. names.Where(name => name.Name.StartsWith("steps.", StringComparison.Ordinal)).Select(name => name.Name["steps.".Length..]).Distinct()],
        };
    }

    /// <summary>What a string of a template names, and where in it.</summary>
    /// <exception cref="ExpressionException">One of its expressions cannot be read.</exception>
    public static IReadOnlyList<(string Name, int Position)> NamesOf(string text)
    {
        var names = new List<(string Name, int Position)>();
        Read(text, names);
        return names;
    }

    /// <summary>Whether a string of a template holds an expression.</summary>
    public static bool HoldsExpression(string text) => text.Contains("${", StringComparison.Ordinal);

    /// <summary>Its value. Total: it ends after a number of steps that is bounded by the size of what it reads.</summary>
    /// <exception cref="ExpressionException">It has none.</exception>
    public JsonElement Evaluate(IExpressionScope scope)
    {
        if (_root is ConstantPart constant)
        {
            return constant.Value;
        }

        var evaluator = new ExpressionEvaluator(scope);
        var value = ExpressionJson.Element(writer => Write(writer, _root, evaluator));
        return ExpressionValues.Letters(value) <= ExpressionLimits.MostValueLetters ? value : throw TooLarge();
    }

    private static ExpressionException TooLarge() => new("expression_too_large", $"The value has more than {ExpressionLimits.MostValueLetters} bytes.");

    private static TemplatePart Read(JsonElement source, List<(string Name, int Position)> names)
    {
        switch (source.ValueKind)
        {
            case JsonValueKind.String:
                return Text(source) is { } text && HoldsExpression(text) ? Read(text, names) : new ConstantPart(source);
            case JsonValueKind.Array:
                ImmutableArray<TemplatePart> items = [.. source.EnumerateArray().Select(item => Read(item, names))];
                return items.All(item => item is ConstantPart) ? new ConstantPart(source) : new ListPart(items);
            case JsonValueKind.Object:
                ImmutableArray<(string, TemplatePart Value)> members = [.. source.EnumerateObject().Select(member => (Name(member), Read(member.Value, names)))];
                return members.All(member => member.Value is ConstantPart) ? new ConstantPart(source) : new MapPart(members);
            default:
                return new ConstantPart(source);
        }
    }

    private static TemplatePart Read(string text, List<(string Name, int Position)> names)
    {
        var pieces = ImmutableArray.CreateBuilder<(string? Text, ExpressionNode? Node)>();
        var plain = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            if (string.CompareOrdinal(text, at, "$${", 0, 3) == 0)
            {
                plain.Append("${");
                at += 3;
            }
            else if (string.CompareOrdinal(text, at, "${", 0, 2) == 0)
            {
                if (plain.Length > 0)
                {
                    pieces.Add((plain.ToString(), null));
                    plain.Clear();
                }

                var (node, end, found) = ExpressionParser.ParseEmbedded(text, at + 2);
                names.AddRange(found);
                pieces.Add((null, node));
                at = end;
            }
            else
            {
                plain.Append(text[at++]);
            }
        }

        if (plain.Length > 0)
        {
            pieces.Add((plain.ToString(), null));
        }

        return pieces is [(null, { } only)] ? new ExpressionPart(text, only) : new TextPart(text, pieces.ToImmutable());
    }

    private static void Write(Utf8JsonWriter writer, TemplatePart part, ExpressionEvaluator evaluator)
    {
        if (writer.BytesCommitted + writer.BytesPending > ExpressionLimits.MostValueLetters)
        {
            throw TooLarge();
        }

        switch (part)
        {
            case ConstantPart constant:
                constant.Value.WriteTo(writer);
                break;
            case ListPart list:
                writer.WriteStartArray();
                foreach (var item in list.Items)
                {
                    Write(writer, item, evaluator);
                }

                writer.WriteEndArray();
                break;
            case MapPart map:
                writer.WriteStartObject();
                foreach (var (name, value) in map.Members)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value, evaluator);
                }

                writer.WriteEndObject();
                break;
            case ExpressionPart expression:
                var only = In(expression.Source, () => evaluator.Evaluate(expression.Node));
                ExpressionJson.Write(writer, ExpressionValues.Letters(only) <= ExpressionLimits.MostValueLetters ? only : throw TooLarge());
                break;
            case TextPart text:
                writer.WriteStringValue(In(text.Source, () => Put(text, evaluator)));
                break;
        }
    }

    private static string Put(TextPart text, ExpressionEvaluator evaluator)
    {
        var whole = new StringBuilder();
        foreach (var (plain, node) in text.Pieces)
        {
            whole.Append(node is null ? plain : evaluator.Text(evaluator.Evaluate(node), node.Position));
            if (whole.Length > ExpressionLimits.MostValueLetters)
            {
                throw TooLarge();
            }
        }

        return whole.ToString();
    }

    /// <summary>Says in errors which of the expressions of a template it is.</summary>
    private static T In<T>(string source, Func<T> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (ExpressionException exception)
        {
            var shown = source.Length <= MostShownLetters ? source : source[..MostShownLetters] + "…";
            throw new ExpressionException(exception.Code, $"{shown}: {exception.Message}", exception.Position);
        }
    }

    private static string Text(JsonElement source)
    {
        try
        {
            return source.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new ExpressionException("expression_type", "A text holds half of a character.");
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new ExpressionException("expression_type", "A name holds half of a character.");
        }
    }
}
