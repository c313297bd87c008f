using System.Net;
using System.Text;

namespace Nms.Probes;

/// <summary>The answer to one connection attempt (RFC 9293 §3.5), silence included.</summary>
/// <param name="Address">Who was asked.</param>
/// <param name="Port">At which port.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Elapsed">Until the connection stood, was refused or was given up.</param>
/// <param name="Banner">What the host said unasked; empty when it said nothing or was not listened to.</param>
/// <param name="Code">The <see cref="System.Net.Sockets.SocketError"/> of what failed; otherwise 0.</param>
public readonly record struct TcpProbeResult(IPAddress Address, int Port, TcpOutcome Outcome, TimeSpan Elapsed, ReadOnlyMemory<byte> Banner = default, int Code = 0)
{
    /// <summary>The banner as text: one character a byte, a dot for what cannot be printed.</summary>
    public string BannerText
    {
        get
        {
            var text = new StringBuilder(Banner.Length);
            foreach (var value in Banner.Span)
            {
                text.Append(value is >= 0x20 and < 0x7F or (byte)'\r' or (byte)'\n' or (byte)'\t' ? (char)value : '.');
            }

            return text.ToString();
        }
    }
}
