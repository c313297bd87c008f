using System.Collections.Immutable;
using System.Text.Json;

namespace Nms.Workflows.Expressions;

/// <summary>A part of a template, read.</summary>
internal abstract record TemplatePart;

/// <summary>A part without expressions.</summary>
internal sealed record ConstantPart(JsonElement Value) : TemplatePart;

internal sealed record ListPart(ImmutableArray<TemplatePart> Items) : TemplatePart;

internal sealed record MapPart(ImmutableArray<(string Name, TemplatePart Value)> Members) : TemplatePart;

/// <summary>A string that is one expression.</summary>
internal sealed record ExpressionPart(string Source, ExpressionNode Node) : TemplatePart;

/// <summary>A string with expressions in it; of each pair one is null.</summary>
internal sealed record TextPart(string Source, ImmutableArray<(string? Text, ExpressionNode? Node)> Pieces) : TemplatePart;
