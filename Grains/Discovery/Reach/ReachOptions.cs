namespace Nms.Discovery.Reach;

/// <summary>What discovery may reach, and how.</summary>
public sealed class ReachOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Nms:Discovery";

    /// <summary>Where addresses of labs are reached from here; an address without a rule is reached as it is.</summary>
    /// <remarks>Labs with the same addresses are told apart by server and project; the most specific rule counts. The Lab simulator has its rules built in.</remarks>
    /// <value>None.</value>
    public IReadOnlyList<TranslationOptions> Translations { get; set; } = [];

    /// <summary>Whether addresses of labs that no rule translates are reached by the default route too.</summary>
    /// <remarks>Labs have private addresses, which strangers beyond the default route may have as well: what answers there would be shown as the lab's.</remarks>
    /// <value>Default false: only by networks of this host and by routes of their own.</value>
    public bool LabsByDefaultRoute { get; set; }

    /// <summary>Addresses and ranges that runs may name and crawls may enter.</summary>
    /// <value>None: everything that is neither denied here nor by Nms:Outbound.</value>
    public IReadOnlyList<string> Allow { get; set; } = [];

    /// <summary>Addresses and ranges that are left alone, allowed or not.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> Deny { get; set; } = [];

    /// <summary>How many addresses one run may sweep.</summary>
    /// <remarks>Silent addresses take their time: 65,536 of them about 20 seconds at the default pace, and a packet each.</remarks>
    /// <value>Default 65,536; 1 to 16,777,216.</value>
    public int MaxAddresses { get; set; } = 65_536;
}
