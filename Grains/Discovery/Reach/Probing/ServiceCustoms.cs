namespace Nms.Discovery.Reach.Probing;

/// <summary>Who begins on which TCP port, and in what (IANA's service names). Pure.</summary>
internal static class ServiceCustoms
{
    /// <summary>TLS first.</summary>
    public static bool IsTls(int port) => port is 443 or 465 or 636 or 853 or 990 or 992 or 993 or 995 or 5986 or 6443 or 8443 or 9443 or 10443;

    /// <summary>The client asks for a page.</summary>
    public static bool IsWeb(int port) => port is 80 or 443 or 591 or 3000 or 3080 or 5000 or 5985 or 5986 or 6443 or 8000 or 8008 or 8080 or 8081 or 8088 or 8443 or 8888 or 9090 or 9443 or 10443;

    /// <summary>Nothing is usual: whoever is silent may be asked for a page. A question of the wrong kind disturbs a service that has a kind.</summary>
    public static bool MayBeWeb(int port) => port is > 1_024 and not (1433 or 1521 or 2049 or 3260 or 3306 or 3389 or 5060 or 5432 or 5672 or 5900 or 6379 or 9100 or 27017) && !IsTls(port);
}
