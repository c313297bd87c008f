namespace Nms.Silo.Hosting;

/// <summary>The environment variables of the former hub, as settings of the server "default".</summary>
internal static class LegacyGns3Variables
{
    public static void AddLegacyGns3Variables(this IConfigurationManager configuration)
    {
        const string server = $"{SiloSettings.ServersSection}:default";
        if (configuration["GNS3_HOST"] is not { Length: > 0 } host || configuration.GetSection(server).Exists())
            return;

        var protocol = configuration["GNS3_PROTOCOL"] is { Length: > 0 } given ? given : "http";
        var port = configuration["GNS3_PORT"] is { Length: > 0 } text ? text : "3080";
        configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            [$"{server}:Url"] = $"{protocol}://{host}:{port}",
            [$"{server}:User"] = NullIfEmpty(configuration["GNS3_USERNAME"]),
            [$"{server}:Password"] = NullIfEmpty(configuration["GNS3_PASSWORD"]),
        });
    }

    private static string? NullIfEmpty(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
