namespace Nms.Modules;

/// <summary>How modules are looked after.</summary>
public sealed class ModuleOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Modules";

    /// <summary>How long a module may be silent and still count as healthy.</summary>
    /// <value>Default 5 minutes; 100 milliseconds to 1 day.</value>
    public TimeSpan HealthyFor { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often health addresses are asked.</summary>
    /// <value>Default 30 seconds; 100 milliseconds to 1 hour.</value>
    public TimeSpan ProbeEvery { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How many good answers in a row may be missing before the module counts as unhealthy.</summary>
    /// <value>Default 3; 1 to 100.</value>
    public int ProbeFailures { get; set; } = 3;

    /// <summary>Most modules that may be registered beside the built-in ones.</summary>
    /// <remarks>Each has an inbox of its own, with the bounds of Nms:Messaging.</remarks>
    /// <value>Default 500; 1 to 10,000.</value>
    public int Maximum { get; set; } = 500;

    /// <summary>How often modules are looked at.</summary>
    /// <value>Default 5 seconds; 10 milliseconds to 1 minute.</value>
    public TimeSpan WatchEvery { get; set; } = TimeSpan.FromSeconds(5);
}
