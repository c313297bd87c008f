using System.Text.Json;
using Nms.Workflows.Expressions;

namespace Nms.Grains.Tests.Workflows.Expressions;

/// <summary>What expressions see in tests.</summary>
internal sealed class ScopeOf(string names, string steps = "{}") : IExpressionScope
{
    private readonly JsonElement _names = JsonElement.Parse(names, new JsonDocumentOptions { MaxDepth = 512 });
    private readonly JsonElement _steps = JsonElement.Parse(steps);

    public DateTimeOffset Now { get; } = new(2026, 1, 31, 12, 0, 0, 500, TimeSpan.Zero);

    public JsonElement? Find(string name) => _names.TryGetProperty(name, out var value) ? value : null;

    public JsonElement? FindStep(string step) => _steps.TryGetProperty(step, out var value) ? value : null;
}
