using System.Net;

namespace Nms.Silo.Hosting;

/// <summary>The host's own settings, read once and checked before anything starts.</summary>
internal sealed record SiloSettings
{
    public const string DataKey = "Nms:Data";
    public const string DashboardKey = "Nms:Dashboard:Enabled";
    public const string LoggingFormatKey = "Nms:Logging:Format";
    public const string WaitKey = "Nms:Cluster:WaitAtStart";
    public const string LabEnabledKey = "Lab:Enabled";
    public const string LabTopologyKey = "Lab:Topology";
    public const string LabPortKey = "Lab:Port";
    public const string RedisKey = "ConnectionStrings:redis";
    public const string PostgresKey = "ConnectionStrings:postgres";
    public const string ClusterIdKey = "Orleans:ClusterId";
    public const string ServiceIdKey = "Orleans:ServiceId";
    public const string AdvertisedAddressKey = "Orleans:Endpoints:AdvertisedIPAddress";
    public const string SiloPortKey = "Orleans:Endpoints:SiloPort";
    public const string GatewayPortKey = "Orleans:Endpoints:GatewayPort";
    public const string AdminNameKey = "Nms:Admin:Name";
    public const string AdminPasswordKey = "Nms:Admin:Password";
    public const string AdminPasswordFileKey = "Nms:Admin:PasswordFile";
    public const string AdminResetKey = "Nms:Admin:Reset";
    public const string ServersSection = "Gns3:Servers";

    private const string DefaultName = "nms";
    private static readonly TimeSpan s_wait = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    /// <summary>Folder of the embedded storage, absolute.</summary>
    public required string DataFolder { get; init; }

    public required bool DashboardEnabled { get; init; }

    /// <summary>Null when the process is alone.</summary>
    public required ClusterSettings? Cluster { get; init; }

    /// <summary>Null when the Lab stays off.</summary>
    public required LabSettings? Lab { get; init; }

    public required string ClusterId { get; init; }

    public required string ServiceId { get; init; }

    /// <summary>Null: this machine's address in a cluster, loopback alone.</summary>
    public required IPAddress? AdvertisedAddress { get; init; }

    /// <summary>Null: 11111, or a free port where that is taken.</summary>
    public required int? SiloPort { get; init; }

    /// <summary>Null: 30000, or a free port where that is taken.</summary>
    public required int? GatewayPort { get; init; }

    /// <summary>Who may do everything after the first start.</summary>
    public required AdministratorSettings Administrator { get; init; }

    /// <summary>How long the start waits for PostgreSQL and Redis.</summary>
    public required TimeSpan WaitAtStart { get; init; }

    /// <exception cref="SettingException">Values cannot be used; the message names them all.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var mistakes = new List<string>();
        var settings = Read(configuration, mistakes);
        return mistakes is [] ? settings : throw new SettingException(string.Join(' ', mistakes));
    }

    /// <summary>What cannot be used, each a sentence.</summary>
    public static IReadOnlyList<string> FindMistakes(IConfiguration configuration)
    {
        var mistakes = new List<string>();
        Read(configuration, mistakes);
        return mistakes;
    }

    /// <summary>Names of the configured GNS3 servers.</summary>
    public static IReadOnlyList<string> ServerNames(IConfiguration configuration) =>
        [.. configuration.GetSection(ServersSection).GetChildren().Select(server => server.Key)];

    private static AdministratorSettings ReadAdministrator(SettingReader read, IConfiguration configuration, List<string> mistakes)
    {
        var password = configuration[AdminPasswordKey] is { Length: > 0 } given ? given : null;
        if (read.Text(AdminPasswordFileKey) is { } file)
        {
            if (password is not null)
                mistakes.Add($"{AdminPasswordKey} and {AdminPasswordFileKey} are both set; leave one out.");

            try
            {
                password = File.ReadAllText(file).TrimEnd('\r', '\n');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                mistakes.Add($"{AdminPasswordFileKey} is '{file}', which cannot be read: {e.Message}");
            }
        }

        var reset = read.Flag(AdminResetKey) ?? false;
        if (reset && password is null)
            mistakes.Add($"{AdminResetKey} is true without a password; set {AdminPasswordKey} or {AdminPasswordFileKey} too.");
        return new AdministratorSettings(read.Text(AdminNameKey) ?? "admin", password, reset);
    }

    private static SiloSettings Read(IConfiguration configuration, List<string> mistakes)
    {
        HostLogging.Check(configuration, mistakes);
        var read = new SettingReader(configuration, mistakes);
        var cluster = ReadCluster(read, mistakes);
        return new SiloSettings
        {
            DataFolder = Path.GetFullPath(read.Text(DataKey) ?? "data"),
            DashboardEnabled = read.Flag(DashboardKey) ?? false,
            Cluster = cluster,
            Lab = ReadLab(configuration, read, cluster, mistakes),
            ClusterId = read.Text(ClusterIdKey) ?? DefaultName,
            ServiceId = read.Text(ServiceIdKey) ?? DefaultName,
            AdvertisedAddress = read.Address(AdvertisedAddressKey),
            SiloPort = read.Port(SiloPortKey),
            GatewayPort = read.Port(GatewayPortKey),
            Administrator = ReadAdministrator(read, configuration, mistakes),
            WaitAtStart = read.Duration(WaitKey, s_longestWait) ?? s_wait,
        };
    }

    private static ClusterSettings? ReadCluster(SettingReader read, List<string> mistakes)
    {
        switch (read.Text(RedisKey), read.Text(PostgresKey))
        {
            case ({ } redis, { } postgres):
                return new ClusterSettings(redis, postgres);
            case (null, { }):
                mistakes.Add($"{PostgresKey} is set and {RedisKey} is not; a cluster needs both, a single process neither.");
                break;
            case ({ }, null):
                mistakes.Add($"{RedisKey} is set and {PostgresKey} is not; a cluster needs both, a single process neither.");
                break;
        }

        return null;
    }

    private static LabSettings? ReadLab(IConfiguration configuration, SettingReader read, ClusterSettings? cluster, List<string> mistakes)
    {
        var (asked, topology, port) = (read.Flag(LabEnabledKey), read.Text(LabTopologyKey) ?? "campus", read.Port(LabPortKey));
        if (asked is true && cluster is not null)
        {
            mistakes.Add(
                $"{LabEnabledKey} is true in a cluster, where each silo would have a Lab of its own; run it alone "
                + $"(dotnet run --project Lab) and name its address in {ServersSection}:<name>:Url.");
        }

        return asked ?? (cluster is null && ServerNames(configuration).Count == 0) ? new LabSettings(topology, port) : null;
    }
}

/// <summary>What makes the process a silo of a cluster.</summary>
internal sealed record ClusterSettings(string Redis, string Postgres);

/// <summary>How the Lab in this process is set up; without a port it is 3080, or a free one where that is taken.</summary>
internal sealed record LabSettings(string Topology, int? Port);

/// <summary>Who may do everything after the first start; without a password the program makes one up.</summary>
internal sealed record AdministratorSettings(string Name, string? Password, bool Reset)
{
    public override string ToString() => $"administrator {Name}";
}
