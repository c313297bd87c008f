using System.Text.Json;

namespace Nms.Workflows.Expressions;

/// <summary>What the names of expressions stand for.</summary>
internal interface IExpressionScope
{
    /// <summary>
    /// The value of a name: inputs, run, trigger, item, index, output; null when there is none by that name here. <c>steps</c> is asked by
    /// <see cref="FindStep"/>.
    /// </summary>
    JsonElement? Find(string name);

    /// <summary>What is known of a step: {"status","output","error":{"code","message"}|null,"attempts"}; null for a step that does not exist.</summary>
    JsonElement? FindStep(string step);

    /// <summary>The instant of the decision; <c>now()</c> gives it.</summary>
    DateTimeOffset Now { get; }
}
