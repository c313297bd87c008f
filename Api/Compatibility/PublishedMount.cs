namespace Nms.Api.Compatibility;

/// <summary>A tree of published paths and every prefix it is served under; the documented one first.</summary>
internal sealed record PublishedMount(params string[] Prefixes)
{
    /// <summary>The hub itself.</summary>
    public static PublishedMount Root { get; } = new("/api/");

    /// <summary>The index of the common module.</summary>
    public static PublishedMount Module { get; } = new("/api/common/");

    /// <summary>The first form. Clients of the former hub use the doubled prefix, its documents the single one.</summary>
    public static PublishedMount Common { get; } = new("/api/common/api/", "/api/common/api/api/", "/api/common/gns3/api/");

    /// <summary>The second form.</summary>
    public static PublishedMount V1 { get; } = new("/api/common/api/v1/", "/api/common/api/api/v1/", "/api/common/gns3/api/v1/", "/api/common/integration/");

    /// <summary>The GNS3 application.</summary>
    public static PublishedMount Gns3App { get; } = new("/api/gns3/");
}
