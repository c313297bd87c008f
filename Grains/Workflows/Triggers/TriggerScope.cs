using System.Text.Json;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Triggers;

/// <summary>What expressions of triggers see: what happened.</summary>
internal sealed class TriggerScope(JsonElement trigger, DateTimeOffset now) : IExpressionScope
{
    public DateTimeOffset Now => now;

    public JsonElement? Find(string name) => name == "trigger" ? trigger : null;

    public JsonElement? FindStep(string step) => null;
}
