using System.Text;
using FsCheck.Xunit;
using Nms.Discovery.Reach.Probing;

namespace Nms.Grains.Tests.Discovery.Reach.Probing;

public sealed class ServiceRecognitionTests
{
    [Theory]
    [InlineData(22, "SSH-2.0-OpenSSH_9.2p1 Debian-2+deb12u3\r\n", "ssh", "OpenSSH", "9.2p1")]
    [InlineData(22, "SSH-1.99-Cisco-1.25\n", "ssh", "Cisco", "1.25")]
    [InlineData(2222, "Welcome\r\nSSH-2.0-dropbear_2022.83\r\n", "ssh", "dropbear", "2022.83")]
    [InlineData(22, "SSH-2.0-ROSSSH\r\n", "ssh", "ROSSSH", null)]
    [InlineData(80, "HTTP/1.1 200 OK\r\nServer: nginx/1.22.1\r\n\r\n<html><TITLE>\n R1 &amp; friends </title>", "http", "nginx", "1.22.1")]
    [InlineData(80, "HTTP/1.1 401 Unauthorized\r\nserver: cisco-IOS\r\nWWW-Authenticate: Basic realm=\"level_15 or view_access\"\r\n\r\n", "http", "cisco-IOS", null)]
    [InlineData(8000, "HTTP/1.0 404 Not Found\n\n", "http", null, null)]
    [InlineData(21, "220 (vsFTPd 3.0.3)\r\n", "ftp", "vsFTPd", null)]
    [InlineData(2121, "220 ProFTPD Server ready.\r\n", "ftp", "ProFTPD", null)]
    [InlineData(25, "220 mail.example.net ESMTP Postfix (Debian/GNU)\r\n", "smtp", "Postfix", null)]
    [InlineData(587, "220-mail.example.net\r\n220 ready\r\n", "smtp", null, null)]
    [InlineData(110, "+OK Dovecot ready.\r\n", "pop3", "Dovecot", null)]
    [InlineData(143, "* OK [CAPABILITY IMAP4rev1] Dovecot ready.\r\n", "imap", "Dovecot", null)]
    [InlineData(5900, "RFB 003.008\n", "vnc", null, "003.008")]
    [InlineData(873, "@RSYNCD: 31.0\n", "rsync", null, "31.0")]
    [InlineData(3306, "\u0045\0\0\0\n8.0.36\0garbage", "mysql", "MySQL", "8.0.36")]
    [InlineData(23, "\r\nUser Access Verification\r\n\r\nUsername: ", "telnet", null, null)]
    [InlineData(2323, "Debian GNU/Linux 12\r\nweb1 login: ", "telnet", null, null)]
    [InlineData(9999, "hello\r\n", null, null, null)]
    [InlineData(22, "we speak SSH-2.0-OpenSSH here", null, null, null)]
    public void A_service_is_named_by_what_it_says(int port, string said, string? name, string? product, string? version)
    {
        var service = ServiceRecognition.Recognize(port, Encoding.Latin1.GetBytes(said), isTelnet: false, null, [])!;

        Assert.Equal((name, product, version), (service.Name, service.Product, service.Version));
    }

    [Theory]
    [InlineData(25, "220 Mail.Example.net. ESMTP\r\n", "mail.example.net")]
    [InlineData(25, "220 [192.0.2.1] ESMTP\r\n", null)]
    [InlineData(23, "\r\nweb1 login: ", "web1")]
    [InlineData(23, "\r\nR1>", "r1")]
    [InlineData(23, "login: ", null)]
    public void What_it_calls_its_host_is_told(int port, string said, string? name) =>
        Assert.Equal(name is null ? [] : [name], ServiceRecognition.Recognize(port, Encoding.Latin1.GetBytes(said), isTelnet: port == 23, null, [])!.HostNames);

    [Fact]
    public void A_page_tells_its_title_or_what_it_asks_a_password_for()
    {
        Assert.Equal("R1 & friends", Http("HTTP/1.1 200 OK\r\n\r\n<html><title lang=en>\n R1 &amp;\tfriends </title>").Title);
        Assert.Equal("R1", Http("HTTP/1.1 401 No\r\nWWW-Authenticate: Basic realm=\"R1\"\r\n\r\n").Title);
        Assert.Null(Http("HTTP/1.1 200 OK\r\n\r\n<title>never ends").Title);
        Assert.Equal("HTTP/1.1 200 OK", Http("HTTP/1.1 200 OK\r\nServer: x\r\n\r\n").Banner);
    }

    [Fact]
    public void Nothing_is_known_of_who_says_nothing()
    {
        Assert.Null(ServiceRecognition.Recognize(22, [], isTelnet: false, null, []));
        Assert.Null(ServiceRecognition.Recognize(22, "\0\u0001\r\n"u8, isTelnet: false, null, []));
        Assert.Equal("telnet", ServiceRecognition.Recognize(23, [], isTelnet: true, null, [])!.Name);
    }

    [Theory]
    [InlineData("\u001b[31;1mred\u001b[0m", "red")]
    [InlineData("a\r\n\tb\u0000\u0007c", "a bc")]
    [InlineData("\u202Egnirts\u200B", "gnirts")]
    [InlineData("\u001b[", null)]
    [InlineData("   ", null)]
    [InlineData("0123456789ABCDEF", "0123456789…")]
    public void What_is_shown_is_one_printable_line(string text, string? shown) => Assert.Equal(shown, BannerText.Line(text, 10));

    [Property(MaxTest = 1000)]
    public void Whatever_is_said_is_shown_bounded_and_printable(byte[] said, int start, bool isTelnet)
    {
        string[] starts = ["", "HTTP/1.1 200\r\nServer: ", "HTTP/1.1 200\r\n\r\n<title>", "SSH-2.0-", "220 ", "\0\0\0\0\n", "\u001b["];
        byte[] bytes = [.. Encoding.Latin1.GetBytes(starts[(start & 0xFFFF) % starts.Length]), .. said ?? [], .. "</title>"u8];

        var service = ServiceRecognition.Recognize(Math.Abs(start % 65535) + 1, bytes, isTelnet, null, []);

        string?[] texts = [service?.Name, service?.Product, service?.Version, service?.Banner, service?.Title, .. service?.HostNames ?? []];
        Assert.All(texts.OfType<string>(), text =>
        {
            Assert.InRange(text.Length, 1, 257);
            Assert.DoesNotContain(text, letter => char.IsControl(letter) || char.GetUnicodeCategory(letter) == System.Globalization.UnicodeCategory.Format);
        });
    }

    private static ServiceFinding Http(string said) => ServiceRecognition.Recognize(80, Encoding.Latin1.GetBytes(said), isTelnet: false, null, [])!;
}
