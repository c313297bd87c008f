namespace Nms.Workflows.Definitions;

/// <summary>Where in a definition an expression stands, which decides what it may name.</summary>
/// <param name="Names">Names that mean something there, beside steps.</param>
/// <param name="Step">The step whose ancestors it may name; null for all steps, or none.</param>
/// <param name="Steps">Whether it may name steps.</param>
/// <param name="Itself">Whether it may name the step it stands in.</param>
internal sealed record TemplatePlace(string[] Names, string? Step = null, bool Steps = true, bool Itself = false)
{
    public static TemplatePlace Start { get; } = new(["inputs", "trigger"], Steps: false);

    public static TemplatePlace Trigger { get; } = new(["trigger"], Steps: false);

    public static TemplatePlace Outputs { get; } = new(["inputs", "trigger", "run"]);

    public static TemplatePlace Condition(string step) => new(["inputs", "trigger", "run"], step);

    public static TemplatePlace With(string step, bool each) => new(["inputs", "trigger", "run", .. Item(each)], step);

    public static TemplatePlace Compensation(string step, bool each) => new(["inputs", "trigger", "run", "output", .. Item(each)], step, Itself: true);

    private static string[] Item(bool each) => each ? ["item", "index"] : [];
}
