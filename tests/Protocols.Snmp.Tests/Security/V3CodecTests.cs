using Nms.Protocols.Snmp.Tests.Codec;
using Nms.Snmp;
using Nms.Snmp.Codec;
using Nms.Snmp.Security;

namespace Nms.Protocols.Snmp.Tests.Security;

public sealed class V3CodecTests
{
    private static readonly byte[] s_engine = Convert.FromHexString("80001F8880E9630000D61FF449");
    private static readonly VarBind s_varBind = new(Oid.Parse("1.3.6.1.2.1.1.5.0"), SnmpValue.OctetString("router"));

    public static TheoryData<AuthProtocol, PrivacyProtocol> Combinations
    {
        get
        {
            var combinations = new TheoryData<AuthProtocol, PrivacyProtocol>();
            foreach (var auth in Enum.GetValues<AuthProtocol>())
            {
                foreach (var privacy in Enum.GetValues<PrivacyProtocol>().Where(p => auth != AuthProtocol.None || p == PrivacyProtocol.None))
                {
                    combinations.Add(auth, privacy);
                }
            }

            return combinations;
        }
    }

    [Theory]
    [MemberData(nameof(Combinations))]
    public void A_message_is_read_as_it_was_written(AuthProtocol auth, PrivacyProtocol privacy)
    {
        var keys = new UsmUser("tester", auth, "password12", privacy, "privpass12").KeysFor(s_engine);
        var datagram = Write(keys, "tester"u8);

        var head = V3Codec.ReadHead(datagram, out var error);
        Assert.False(error.Exists, error.ToString());
        Assert.Equal((4711, 3, 77, keys.Level), (head.MessageId, head.Boots, head.Time, head.Level));
        Assert.Equal("tester"u8, datagram.AsSpan(head.UserName));
        Assert.True(auth == AuthProtocol.None || keys.Verify(datagram, head.Mac));

        var (bytes, start, end) = privacy == PrivacyProtocol.None
            ? (datagram, head.Scoped.Start.Value, head.Scoped.End.Value)
            : Whole(keys.Decrypt(datagram.AsSpan(head.Scoped), 3, 77, datagram.AsSpan(head.Salt))!);
        var scoped = V3Codec.ReadScoped(bytes, start, end, privacy != PrivacyProtocol.None, out error);
        Assert.False(error.Exists, error.ToString());
        var reader = scoped.Reader;
        var pdu = PduCodec.Read(bytes, ref reader);
        Assert.Equal(99, pdu?.RequestId);
        Assert.Equal(s_varBind, Assert.Single(pdu!.VarBinds));
        Assert.Equal("context"u8, bytes.AsSpan(scoped.ContextName));
    }

    [Fact]
    public void A_changed_byte_is_noticed_wherever_it_is()
    {
        var keys = new UsmUser("tester", AuthProtocol.Sha256, "password12").KeysFor(s_engine);
        var datagram = Write(keys, "tester"u8);
        for (var at = 0; at < datagram.Length; at++)
        {
            var changed = datagram.ToArray();
            changed[at] ^= 0x10;
            var head = V3Codec.ReadHead(changed, out var error);

            Assert.True(error.Exists || head.Level == SecurityLevel.NoAuthNoPriv || !keys.Verify(changed, head.Mac), $"byte {at}");
        }
    }

    [Fact]
    public void Fifty_thousand_spoiled_messages_throw_nothing()
    {
        UsmKeys[] all =
        [
            UsmKeys.None,
            new UsmUser("tester", AuthProtocol.Sha1, "password12").KeysFor(s_engine),
            new UsmUser("tester", AuthProtocol.Md5, "password12", PrivacyProtocol.Des, "privpass12").KeysFor(s_engine),
            new UsmUser("tester", AuthProtocol.Sha512, "password12", PrivacyProtocol.Aes256, "privpass12").KeysFor(s_engine),
        ];
        var messages = all.Select(keys => Write(keys, "tester"u8)).ToArray();
        for (var seed = 0; seed < 50_000; seed++)
        {
            var keys = all[seed % all.Length];
            var spoiled = new MessageGenerator(seed).Spoil(messages[seed % all.Length]);
            var head = V3Codec.ReadHead(spoiled, out var error);
            if (error.Exists)
            {
                Assert.InRange(error.Offset, 0, spoiled.Length);
                continue;
            }

            keys.Verify(spoiled, head.Mac);
            var plain = keys.Level == SecurityLevel.AuthPriv && head.Level == SecurityLevel.AuthPriv
                ? keys.Decrypt(spoiled.AsSpan(head.Scoped), (uint)head.Boots, (uint)head.Time, spoiled.AsSpan(head.Salt)) : spoiled[head.Scoped];
            if (plain is null)
            {
                continue;
            }

            var scoped = V3Codec.ReadScoped(plain, 0, plain.Length, true, out error);
            if (!error.Exists)
            {
                var reader = scoped.Reader;
                PduCodec.Read(plain, ref reader);
            }
        }
    }

    [Theory]
    [InlineData("short", AuthProtocol.Md5, "1234567", PrivacyProtocol.None, "")]
    [InlineData("", AuthProtocol.None, "", PrivacyProtocol.None, "")]
    [InlineData("nosign", AuthProtocol.None, "", PrivacyProtocol.Des, "12345678")]
    [InlineData("a name of more than thirty-two bytes", AuthProtocol.None, "", PrivacyProtocol.None, "")]
    public void A_user_the_standard_forbids_is_refused(string name, AuthProtocol auth, string authPassword, PrivacyProtocol privacy, string privacyPassword)
        => Assert.Throws<ArgumentException>(() => new UsmUser(name, auth, authPassword, privacy, privacyPassword));

    [Fact]
    public void A_user_never_prints_his_passwords()
        => Assert.Equal("me (Sha1, Aes128)", new UsmUser("me", AuthProtocol.Sha1, "password12", PrivacyProtocol.Aes128, "privpass12").ToString());

    private static byte[] Write(UsmKeys keys, ReadOnlySpan<byte> user)
    {
        var buffer = new byte[2048];
        var start = V3Codec.Write(
            buffer,
            new V3Envelope
            {
                MessageId = 4711,
                EngineId = s_engine,
                Boots = 3,
                Time = 77,
                UserName = user,
                Keys = keys,
                Level = keys.Level,
                IsReportable = true,
                ContextEngineId = s_engine,
                ContextName = "context"u8,
            },
            PduType.Response, 99, 0, 0, [s_varBind]);
        return buffer[start..];
    }

    private static (byte[] Bytes, int Start, int End) Whole(byte[] bytes) => (bytes, 0, bytes.Length);
}
