using System.Buffers.Binary;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Nms.Probes.Native;

/// <summary>struct sockaddr_in and sockaddr_in6.</summary>
internal static class SocketName
{
    public const int Size = 28;

    public static int Write(Span<byte> name, AddressFamily family, UInt128 address, uint scope = 0, int port = 0)
    {
        name[..Size].Clear();
        MemoryMarshal.Write(name, (ushort)SocketHandle.FamilyOf(family));
        BinaryPrimitives.WriteUInt16BigEndian(name[2..], (ushort)port);
        if (family == AddressFamily.InterNetwork)
        {
            BinaryPrimitives.WriteUInt32BigEndian(name[4..], (uint)address);
            return 16;
        }

        BinaryPrimitives.WriteUInt128BigEndian(name[8..], address);
        MemoryMarshal.Write(name[24..], scope);
        return Size;
    }

    public static int Port(ReadOnlySpan<byte> name) => BinaryPrimitives.ReadUInt16BigEndian(name[2..]);

    public static UInt128 Address(ReadOnlySpan<byte> name, AddressFamily family) =>
        family == AddressFamily.InterNetwork ? BinaryPrimitives.ReadUInt32BigEndian(name[4..]) : BinaryPrimitives.ReadUInt128BigEndian(name[8..]);
}
