namespace Nms.Modules;

/// <summary>Brings a module its messages as signed requests to its address (key: the module's name), one after the other.</summary>
[Alias("Nms.Modules.IModulePushGrain")]
public interface IModulePushGrain : IGrainWithStringKey
{
    /// <summary>Makes sure that messages are brought. Called again and again.</summary>
    [Alias("EnsureRunningAsync")]
    Task EnsureRunningAsync(CancellationToken cancellationToken = default);

    /// <summary>Stops; what was under way goes back to the inbox.</summary>
    [Alias("StopAsync")]
    Task StopAsync(CancellationToken cancellationToken = default);
}
