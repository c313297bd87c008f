using Nms.Discovery.Configurations;

namespace Nms.Grains.Tests.Discovery.Configurations;

public sealed class SecretRedactionTests
{
    [Theory]
    [InlineData("enable secret 5 $1$abcd$TOPSECRET")]
    [InlineData("enable password 7 TOPSECRET")]
    [InlineData("username admin privilege 15 secret 9 TOPSECRET")]
    [InlineData("username admin password 0 TOPSECRET")]
    [InlineData(" password 7 TOPSECRET")]
    [InlineData("snmp-server community TOPSECRET RO 10")]
    [InlineData("snmp-server host 10.0.0.9 version 2c TOPSECRET")]
    [InlineData("snmp-server user u g v3 auth sha TOPSECRET priv aes 128 TOPSECRET")]
    [InlineData("crypto isakmp key TOPSECRET address 0.0.0.0")]
    [InlineData(" pre-shared-key TOPSECRET")]
    [InlineData("  key-string TOPSECRET")]
    [InlineData("tacacs-server host 10.0.0.9 key TOPSECRET")]
    [InlineData("radius-server key 7 TOPSECRET")]
    [InlineData(" ip ospf message-digest-key 1 md5 TOPSECRET")]
    [InlineData(" neighbor 10.0.0.2 password TOPSECRET")]
    [InlineData("rocommunity TOPSECRET 10.0.0.0/8")]
    [InlineData("createUser admin SHA TOPSECRET AES TOPSECRET")]
    [InlineData("set system login user vyos authentication plaintext-password 'TOPSECRET'")]
    [InlineData("set system root-authentication encrypted-password \"TOPSECRET\"")]
    [InlineData("set snmp community TOPSECRET authorization ro")]
    [InlineData("        encrypted-password TOPSECRET;")]
    [InlineData("wpa-psk TOPSECRET")]
    [InlineData("snmp-server host 10.0.0.9 vrf MGMT version 2c TOPSECRET bgp")]
    [InlineData("snmp-server host 10.0.0.9 TOPSECRET")]
    [InlineData("tacacs server T\n address ipv4 10.0.0.9\n key 7 TOPSECRET")]
    [InlineData("radius server R\n key TOPSECRET")]
    [InlineData(" standby 1 authentication TOPSECRET")]
    [InlineData(" ip nhrp authentication TOPSECRET")]
    [InlineData("snmp {\n    community TOPSECRET {\n        authorization read-only;")]
    [InlineData("snmp { community TOPSECRET { authorization read-only; } }")]
    [InlineData("    secret \"$9$TOPSECRET\"; ## SECRET-DATA")]
    [InlineData("set x y \"$6$salt$TOPSECRET\"")]
    [InlineData("/snmp community\nset [ find default=yes ] addresses=::/0 name=TOPSECRET")]
    [InlineData("/ip ipsec identity\nadd peer=a secret=TOPSECRET")]
    [InlineData("        private-key 'TOPSECRET'")]
    [InlineData("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00\n\nTOPSECRET\n-----END RSA PRIVATE KEY-----")]
    [InlineData("    psk=\"TOPSECRET\"")]
    [InlineData("/ppp secret add name=a password=TOPSECRET")]
    [InlineData("      password: TOPSECRET")]
    public void A_secret_is_taken_out(string line)
    {
        var redacted = SecretRedaction.Redact($"hostname R1\n{line}\nend\n");

        Assert.DoesNotContain("TOPSECRET", redacted, StringComparison.Ordinal);
        Assert.Contains("<redacted>", redacted, StringComparison.Ordinal);
        Assert.StartsWith("hostname R1\n", redacted, StringComparison.Ordinal);
        Assert.EndsWith("\nend\n", redacted, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_and_certificates_are_taken_out()
    {
        var redacted = SecretRedaction.Redact("a\n-----BEGIN RSA PRIVATE KEY-----\nTOPSECRET\n-----END RSA PRIVATE KEY-----\ncrypto pki certificate chain X\n certificate self-signed 01\n  30820000 AABBCCDD\n  00112233\n  \tquit\nb\n");

        Assert.DoesNotContain("TOPSECRET", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("AABBCCDD", redacted, StringComparison.Ordinal);
        Assert.Contains("-----BEGIN RSA PRIVATE KEY-----", redacted, StringComparison.Ordinal);
        Assert.EndsWith("quit\nb\n", redacted, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("service password-encryption")]
    [InlineData("no service password-recovery")]
    [InlineData("interface Ethernet0/0")]
    [InlineData(" description keyboard room")]
    [InlineData("key chain A\n key 1")]
    [InlineData("ip as-path access-list 1 permit _65001$")]
    [InlineData("ip route 10.0.0.0 255.0.0.0 10.1.1.1")]
    public void What_is_no_secret_stays(string line) => Assert.Equal(line, SecretRedaction.Redact(line));

    [Fact]
    public void What_changes_by_itself_is_no_change()
    {
        const string before = "Building configuration...\n\nCurrent configuration : 900 bytes\n!\n! Last configuration change at 10:00:00\nhostname R1\nntp clock-period 17179\nend\n";
        const string after = "Building configuration...\r\n\r\nCurrent configuration : 901 bytes\r\n!\r\n! Last configuration change at 11:00:00\r\nhostname R1\r\nntp clock-period 17180\r\nend";

        Assert.Equal(ConfigurationNoise.Remove(before), ConfigurationNoise.Remove(after));
        Assert.NotEqual(ConfigurationNoise.Remove(before), ConfigurationNoise.Remove(before.Replace("R1", "R2", StringComparison.Ordinal)));
    }
}
