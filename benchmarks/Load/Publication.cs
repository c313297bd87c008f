using System.Globalization;
using System.Text;
using Nms.Events;

namespace Nms.Load;

/// <summary>One event to be sent to everybody: JSON of a stated size that tells when it was published.</summary>
internal sealed record Publication(EventPriority Priority, byte[] Json)
{
    /// <summary>Stands before the timestamp in what a client receives.</summary>
    public static ReadOnlySpan<byte> Mark => "\"sent_at\":"u8;

    /// <summary>An event of about this many bytes, stamped now.</summary>
    public static Publication Now(EventPriority priority, int bytes, TimeProvider time)
    {
        var head = string.Create(CultureInfo.InvariantCulture, $"{{\"sent_at\":{time.GetTimestamp()},\"urgent\":{(priority == EventPriority.Critical ? 1 : 0)},\"node_name\":\"R1\",\"padding\":\"");
        return new Publication(priority, Encoding.UTF8.GetBytes($"{head}{new string('x', Math.Max(0, bytes - head.Length - 2))}\"}}"));
    }

    /// <summary>Whether what was received is a critical event.</summary>
    public static bool IsUrgent(ReadOnlySpan<byte> received) => received.IndexOf("\"urgent\":1"u8) >= 0;

    /// <summary>When what was received had been published; null when it does not tell.</summary>
    public static long? SentAt(ReadOnlySpan<byte> received)
    {
        var at = received.IndexOf(Mark);
        if (at < 0)
        {
            return null;
        }

        long value = 0;
        foreach (var digit in received[(at + Mark.Length)..])
        {
            if (digit is < (byte)'0' or > (byte)'9')
            {
                break;
            }

            value = (value * 10) + digit - '0';
        }

        return value;
    }
}
