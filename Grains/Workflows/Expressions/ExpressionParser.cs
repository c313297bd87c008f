using System.Collections.Immutable;

namespace Nms.Workflows.Expressions;

/// <summary>
/// Reads one expression out of a text, which may go on behind it. The grammar is a subset of the Common Expression Language; ranks of
/// operators are those of it. Pure.
/// </summary>
internal sealed class ExpressionParser
{
    private static readonly ImmutableArray<ImmutableArray<string>> s_ranks = [["||"], ["&&"], ["<", "<=", ">", ">=", "==", "!=", "in"], ["+", "-"], ["*", "/", "%"]];

    private static readonly ImmutableArray<string> s_roots = ["inputs", "run", "trigger", "item", "index", "output"];

    private readonly ExpressionLexer _lexer;
    private readonly int _begin;
    private readonly Stack<string> _variables = [];
    private ExpressionToken _token;
    private int _nesting;

    private ExpressionParser(string text, int begin)
    {
        (_lexer, _begin) = (new ExpressionLexer(text), begin);
        _token = _lexer.Read(begin);
    }

    /// <summary>Names that it uses, with where they stand: of members of inputs as inputs.x, of steps as steps.x, others as they are.</summary>
    public List<(string Name, int Position)> Names { get; } = [];

    /// <summary>Reads the expression behind <c>${</c> and tells where the text behind its <c>}</c> begins.</summary>
    /// <exception cref="ExpressionException">It cannot be read.</exception>
    public static (ExpressionNode Node, int End, List<(string Name, int Position)> Names) ParseEmbedded(string text, int begin)
    {
        var parser = new ExpressionParser(text, begin);
        if (parser.Is("}"))
        {
            throw new ExpressionException("expression_syntax", "There is no expression between ${ and }.", begin);
        }

        var node = parser.Expression();
        return parser.Is("}")
            ? (node, parser._token.End, parser.Names)
            : throw parser.Unexpected("} at the end of the expression");
    }

    private bool Is(string sign) => _token.Kind == ExpressionTokenKind.Sign && _token.Text == sign;

    private bool Accept(string sign)
    {
        if (!Is(sign))
        {
            return false;
        }

        Next();
        return true;
    }

    private void Expect(string sign, string what)
    {
        if (!Accept(sign))
        {
            throw Unexpected(what);
        }
    }

    private void Next(bool hyphens = false)
    {
        _token = _lexer.Read(_token.End, hyphens);
        if (_token.End - _begin > ExpressionLimits.MostLetters)
        {
            throw new ExpressionException("expression_too_long", $"The expression is longer than {ExpressionLimits.MostLetters} letters.", _begin);
        }
    }

    private ExpressionException Unexpected(string wanted) => new("expression_syntax", _token.Kind switch
    {
        ExpressionTokenKind.End => $"The text ends where {wanted} is expected.",
        ExpressionTokenKind.Literal => $"A literal stands where {wanted} is expected.",
        _ => $"{(_token.Text.Length <= 64 ? _token.Text : _token.Text[..64] + "…")} stands where {wanted} is expected.",
    }, _token.Position);

    private ExpressionNode Expression()
    {
        Enter();
        var condition = Ranked(0);
        if (Is("?"))
        {
            var position = _token.Position;
            Next();
            var then = Expression();
            Expect(":", ": of the condition");
            var otherwise = Expression();
            condition = new ConditionalNode(position, Deeper(position, condition, then, otherwise), condition, then, otherwise);
        }

        _nesting--;
        return condition;
    }

    private void Enter()
    {
        if (++_nesting > ExpressionLimits.MostNesting)
        {
            throw TooDeep(_token.Position);
        }
    }

    private static ExpressionException TooDeep(int position) =>
        new("expression_too_deep", $"The expression nests deeper than {ExpressionLimits.MostNesting} levels.", position);

    private static int Deeper(int position, params IEnumerable<ExpressionNode> parts)
    {
        var depth = 1 + parts.Select(part => part.Depth).DefaultIfEmpty(0).Max();
        return depth <= ExpressionLimits.MostNesting ? depth : throw TooDeep(position);
    }

    private ExpressionNode Ranked(int rank)
    {
        if (rank == s_ranks.Length)
        {
            return Unary();
        }

        var first = Ranked(rank + 1);
        var rest = ImmutableArray.CreateBuilder<(string, int, ExpressionNode)>();
        while (_token.Kind is ExpressionTokenKind.Sign or ExpressionTokenKind.Name && s_ranks[rank].Contains(_token.Text))
        {
            var sign = _token;
            Next();
            rest.Add((sign.Text, sign.Position, Ranked(rank + 1)));
        }

        return rest.Count == 0 ? first : new ChainNode(first.Position, Deeper(first.Position, rest.Select(one => one.Item3).Prepend(first)), first, rest.ToImmutable());
    }

    private ExpressionNode Unary()
    {
        if (!Is("!") && !Is("-"))
        {
            return Postfix();
        }

        var sign = _token;
        Enter();
        Next();
        var operand = Unary();
        _nesting--;
        return new UnaryNode(sign.Position, Deeper(sign.Position, operand), sign.Text, operand);
    }

    private ExpressionNode Postfix()
    {
        var node = Primary();
        while (true)
        {
            if (Is("."))
            {
                Next();
                node = Member(node);
            }
            else if (Is("["))
            {
                var position = _token.Position;
                Next();
                var index = Expression();
                Expect("]", "]");
                Note(node, (index as LiteralNode)?.Value as string, position);
                node = new IndexNode(position, Deeper(position, node, index), node, index);
            }
            else
            {
                return node;
            }
        }
    }

    private ExpressionNode Member(ExpressionNode of)
    {
        var name = _token;
        if (name.Kind != ExpressionTokenKind.Name)
        {
            throw Unexpected("the name of a member");
        }

        Next();
        if (!Is("("))
        {
            Note(of, name.Text, name.Position);
            return new MemberNode(name.Position, Deeper(name.Position, of), of, name.Text);
        }

        return ExpressionFunctions.Macros.Contains(name.Text) ? Macro(of, name) : Call(name, of);
    }

    /// <summary>Of inputs it is known beforehand which there are.</summary>
    private void Note(ExpressionNode of, string? member, int position)
    {
        if (of is NameNode { Name: "inputs" } && member is not null && !_variables.Contains("inputs"))
        {
            Names.Add(($"inputs.{member}", position));
        }
    }

    private CallNode Call(ExpressionToken name, ExpressionNode? receiver)
    {
        var arguments = ImmutableArray.CreateBuilder<ExpressionNode>();
        if (receiver is not null)
        {
            arguments.Add(receiver);
        }

        Expect("(", "(");
        if (!Is(")"))
        {
            do
            {
                arguments.Add(Expression());
            }
            while (Accept(","));
        }

        Expect(")", ") or a comma");
        if (!ExpressionFunctions.Arguments.TryGetValue(name.Text, out var takes))
        {
            throw new ExpressionException("expression_unknown_function", $"There is no function {name.Text}.", name.Position);
        }

        if (arguments.Count < takes.Least || arguments.Count > takes.Most)
        {
            var count = takes.Least == takes.Most ? $"{takes.Least}" : $"{takes.Least} to {takes.Most}";
            throw new ExpressionException("expression_arguments", $"{name.Text} takes {count} arguments, and not {arguments.Count}.", name.Position);
        }

        if (name.Text == "has" && arguments[0] is not (MemberNode or IndexNode or StepNode))
        {
            throw new ExpressionException("expression_arguments", "has takes a member, as has(inputs.name).", name.Position);
        }

        return new CallNode(name.Position, Deeper(name.Position, arguments), name.Text, arguments.ToImmutable());
    }

    private MacroNode Macro(ExpressionNode of, ExpressionToken name)
    {
        Expect("(", "(");
        var variable = _token;
        if (variable.Kind != ExpressionTokenKind.Name || variable.Text is "steps" or "true" or "false" or "null" or "in")
        {
            throw Unexpected($"the name that an element has in {name.Text}");
        }

        Next();
        Expect(",", "a comma");
        _variables.Push(variable.Text);
        var body = Expression();
        _variables.Pop();
        Expect(")", ")");
        return new MacroNode(name.Position, Deeper(name.Position, of, body), name.Text, of, variable.Text, body);
    }

    private ExpressionNode Primary()
    {
        var token = _token;
        switch (token)
        {
            case { Kind: ExpressionTokenKind.Literal }:
                Next();
                return new LiteralNode(token.Position, token.Value);
            case { Kind: ExpressionTokenKind.Name }:
                return Name(token);
            case { Kind: ExpressionTokenKind.Sign, Text: "(" }:
                Next();
                var inner = Expression();
                Expect(")", ")");
                return inner;
            case { Kind: ExpressionTokenKind.Sign, Text: "[" }:
                return List();
            case { Kind: ExpressionTokenKind.Sign, Text: "{" }:
                return Map();
            default:
                throw Unexpected("a value");
        }
    }

    private ExpressionNode Name(ExpressionToken name)
    {
        Next();
        switch (name.Text)
        {
            case "true" or "false":
                return new LiteralNode(name.Position, name.Text == "true");
            case "null":
                return new LiteralNode(name.Position, null);
            case "in":
                throw new ExpressionException("expression_syntax", "in stands where a value is expected.", name.Position);
        }

        if (Is("("))
        {
            return ExpressionFunctions.Macros.Contains(name.Text)
                ? throw new ExpressionException("expression_syntax", $"{name.Text} stands behind a list, as list.{name.Text}(x, …).", name.Position)
                : Call(name, receiver: null);
        }

        if (_variables.Contains(name.Text))
        {
            return new NameNode(name.Position, name.Text);
        }

        if (name.Text == "steps")
        {
            return Step(name);
        }

        if (!s_roots.Contains(name.Text))
        {
            throw new ExpressionException("expression_unknown_name", $"There is nothing by the name of {name.Text}; there are {string.Join(", ", s_roots)} and steps.", name.Position);
        }

        Names.Add((name.Text, name.Position));
        return new NameNode(name.Position, name.Text);
    }

    /// <summary>Which step it is must be known before anything is evaluated, so its name is written out.</summary>
    private StepNode Step(ExpressionToken steps)
    {
        string? step = null;
        if (Is("."))
        {
            Next(hyphens: true);
            step = _token.Kind == ExpressionTokenKind.Name ? _token.Text : null;
        }
        else if (Is("["))
        {
            Next();
            step = _token.Value as string;
            Next();
            step = Is("]") ? step : null;
        }

        if (step is null)
        {
            throw new ExpressionException("expression_syntax", "steps is followed by the name of a step: steps.name or steps['name'].", steps.Position);
        }

        Next();
        Names.Add(($"steps.{step}", steps.Position));
        return new StepNode(steps.Position, step);
    }

    private ListNode List()
    {
        var position = _token.Position;
        var items = ImmutableArray.CreateBuilder<ExpressionNode>();
        Next();
        while (!Is("]"))
        {
            items.Add(Expression());
            if (!Accept(","))
            {
                break;
            }
        }

        Expect("]", "] or a comma");
        return new ListNode(position, Deeper(position, items), items.ToImmutable());
    }

    private MapNode Map()
    {
        var position = _token.Position;
        var entries = ImmutableArray.CreateBuilder<(ExpressionNode Key, ExpressionNode Value)>();
        Next();
        while (!Is("}"))
        {
            var key = Expression();
            Expect(":", ": behind the key");
            entries.Add((key, Expression()));
            if (!Accept(","))
            {
                break;
            }
        }

        Expect("}", "} or a comma");
        return new MapNode(position, Deeper(position, entries.SelectMany(entry => new[] { entry.Key, entry.Value })), entries.ToImmutable());
    }
}
