namespace Nms.Gns3;

/// <summary>The GNS3 servers, and how they are followed.</summary>
public sealed class Gns3Options
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Gns3";

    /// <summary>The servers by the name they are known under here.</summary>
    /// <value>Names of letters, digits, - and _.</value>
    public Dictionary<string, Gns3ServerOptions> Servers { get; } = new(StringComparer.Ordinal);

    /// <summary>Turns auto_close off on a project before listening to it.</summary>
    /// <remarks>
    /// GNS3 closes a project with auto_close 5 seconds after its last listener leaves, which stops its nodes: without this
    /// such projects are polled, so that the end of this program never ends somebody's work.
    /// </remarks>
    /// <value>Default true.</value>
    public bool KeepProjectsOpen { get; set; } = true;

    /// <summary>The longest that a model goes without being compared with its server.</summary>
    /// <remarks>Shorter finds what no notification told sooner, and reads everything more often.</remarks>
    /// <value>Default 5 minutes; 1 second to 1 day.</value>
    public TimeSpan ReconcileEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often a project that may not be listened to is read.</summary>
    /// <value>Default 2 seconds; 100 milliseconds to 1 hour.</value>
    public TimeSpan PollEvery { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>How long after a doubtful notification the read is made that settles it.</summary>
    /// <remarks>Deleting a closed project opens and closes it within about 100 milliseconds.</remarks>
    /// <value>Default 250 milliseconds; 0 to 1 minute.</value>
    public TimeSpan Settle { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>How long a server may be unheard before it is said to be disconnected.</summary>
    /// <value>Default 2 seconds; 0 to 1 hour.</value>
    public TimeSpan DisconnectGrace { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>The wait before the first new connection; it doubles each time, with jitter.</summary>
    /// <value>Default 500 milliseconds; 10 milliseconds to 1 minute.</value>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The longest wait before a new connection.</summary>
    /// <value>Default 30 seconds; not less than <see cref="ReconnectDelay"/>, at most 1 hour.</value>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Notifications of one stream that wait to be taken. When more wait they are dropped and everything is read.</summary>
    /// <value>Default 10,000; 100 to 1,000,000.</value>
    public int BufferSize { get; set; } = 10_000;

    /// <summary>Projects read at the same time on one server.</summary>
    /// <remarks>GNS3 runs on one thread: more makes each read slower.</remarks>
    /// <value>Default 4; 1 to 64.</value>
    public int ReadParallelism { get; set; } = 4;
}
