using System.Text;
using Nms.Snmp;
using Nms.Snmp.Security;

namespace Nms.Protocols.Snmp.Tests.Security;

public sealed class KeyDerivationTests
{
    private static readonly byte[] s_password = "maplesyrup"u8.ToArray();
    private static readonly byte[] s_engine = Convert.FromHexString("000000000000000000000002");

    [Theory]
    [InlineData(AuthProtocol.Md5, "9faf3283884e92834ebc9847d8edd963", "526f5eed9fcce26f8964c2930787d82b")]
    [InlineData(AuthProtocol.Sha1, "9fb5cc0381497b3793528939ff788d5d79145211", "6695febc9288e36282235fc7151f128497b38f3f")]
    public void Keys_are_those_of_RFC_3414_A_3(AuthProtocol protocol, string master, string localized)
    {
        var ku = KeyDerivation.FromPassword(protocol, s_password);

        Assert.Equal(master, Convert.ToHexStringLower(ku));
        Assert.Equal(localized, Convert.ToHexStringLower(KeyDerivation.Localize(protocol, ku, s_engine)));
    }

    [Theory]
    [InlineData(AuthProtocol.Md5, "526f5eed9fcce26f8964c2930787d82b79eff44a90650ee0a3a40abfac5acc12")]
    [InlineData(AuthProtocol.Sha1, "6695febc9288e36282235fc7151f128497b38f3f9b8b6d78936ba6e7d19dfd9c")]
    public void A_key_for_3DES_is_extended_as_in_the_example_of_its_draft(AuthProtocol protocol, string expected)
    {
        var localized = KeyDerivation.Localize(protocol, KeyDerivation.FromPassword(protocol, s_password), s_engine);

        Assert.Equal(expected, Convert.ToHexStringLower(KeyDerivation.Extend(protocol, PrivacyProtocol.TripleDes, localized, s_engine)));
    }

    [Theory]
    [InlineData("", "d14a028c2a3a2bc9476102bb288234c415a2b01f828ea62ac5b3e42f")]
    [InlineData("abc", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7")]
    [InlineData("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "75388b16512776cc5dba5da1fd890150b0c6455cb4f58b1952522525")]
    public void SHA_224_gives_the_digests_of_FIPS_180(string text, string expected)
    {
        var digest = new byte[28];
        Sha224.HashData(Encoding.ASCII.GetBytes(text), digest);

        Assert.Equal(expected, Convert.ToHexStringLower(digest));
    }

    /// <summary>RFC 4231 §4.2 and §4.3, on which RFC 7860 stands.</summary>
    [Theory]
    [InlineData(AuthProtocol.Sha224, "0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b", "4869205468657265", "896fb1128abbdf196832107cd49df33f47b4b1169912ba4f53684b22")]
    [InlineData(AuthProtocol.Sha224, "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44")]
    [InlineData(AuthProtocol.Sha256, "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843")]
    [InlineData(AuthProtocol.Sha384, "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "af45d2e376484031617f78d2b58a6b1b9c7ef464f5a01b47e42ec3736322445e8e2240ca5e69e2c78b3239ecfab21649")]
    [InlineData(AuthProtocol.Sha512, "4a656665", "7768617420646f2079612077616e7420666f72206e6f7468696e673f", "164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737")]
    public void The_MAC_is_that_of_RFC_4231(AuthProtocol protocol, string key, string data, string expected)
    {
        var mac = new byte[UsmHash.Length(protocol)];
        UsmHash.Mac(protocol, Convert.FromHexString(key), Convert.FromHexString(data), mac);

        Assert.Equal(expected, Convert.ToHexStringLower(mac));
    }
}
