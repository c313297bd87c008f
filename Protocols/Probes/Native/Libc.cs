using System.Runtime.InteropServices;

namespace Nms.Probes.Native;

/// <summary>The few calls of Linux that .NET does not offer: many datagrams at a time, the queue of ICMP errors, namespaces.</summary>
internal static unsafe partial class Libc
{
    public const int AfInet = 2, AfInet6 = 10;
    public const int SockStream = 1, SockDgram = 2, SockRaw = 3, SockNonBlock = 0x800, SockCloseOnExec = 0x80000;
    public const int ProtoIcmp = 1, ProtoTcp = 6, ProtoUdp = 17, ProtoIcmpV6 = 58;
    public const int SolIp = 0, SolSocket = 1, SolIpV6 = 41, SolRaw = 255;
    public const int SoError = 4, SoSendBuffer = 7, SoLinger = 13, SoReceiveBuffer = 8, SoReceiveTimeout = 20, SoReceiveBufferForce = 33;
    public const int IpTtl = 2, IpReceiveErrors = 11, IpV6UnicastHops = 16, IpV6ReceiveErrors = 25, IcmpFilter = 1;
    public const int MsgTruncated = 0x20, MsgWaitForOne = 0x10000, MsgErrorQueue = 0x2000, MsgDontWait = 0x40;
    public const int Interrupted = 4, TryAgain = 11, NotPermitted = 1, AccessDenied = 13, NoBuffers = 105, InProgress = 115;
    public const int NetworkUnreachable = 101, HostUnreachable = 113, ConnectionRefused = 111;
    public const short PollIn = 1, PollOut = 4, PollError = 8, PollHangUp = 16;
    public const int NewNetwork = 0x40000000;

    [LibraryImport("libc", EntryPoint = "socket", SetLastError = true)]
    public static partial int Socket(int family, int type, int protocol);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "setns", SetLastError = true)]
    public static partial int SetNamespace(int descriptor, int type);

    [LibraryImport("libc", EntryPoint = "bind", SetLastError = true)]
    public static partial int Bind(SocketHandle socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "connect", SetLastError = true)]
    public static partial int Connect(SocketHandle socket, byte* address, int length);

    [LibraryImport("libc", EntryPoint = "getsockname", SetLastError = true)]
    public static partial int GetName(SocketHandle socket, byte* address, int* length);

    [LibraryImport("libc", EntryPoint = "setsockopt", SetLastError = true)]
    public static partial int SetOption(SocketHandle socket, int level, int name, void* value, int length);

    [LibraryImport("libc", EntryPoint = "getsockopt", SetLastError = true)]
    public static partial int GetOption(SocketHandle socket, int level, int name, void* value, int* length);

    [LibraryImport("libc", EntryPoint = "send", SetLastError = true)]
    public static partial nint Send(SocketHandle socket, byte* data, nint length, int flags);

    [LibraryImport("libc", EntryPoint = "recvmsg", SetLastError = true)]
    public static partial nint Receive(SocketHandle socket, MessageHeader* message, int flags);

    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int SendMany(SocketHandle socket, Message* messages, uint count, int flags);

    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int ReceiveMany(SocketHandle socket, Message* messages, uint count, int flags, void* timeout);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    public static partial int Poll(PollEntry* entries, nuint count, int milliseconds);

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Piece
    {
        public byte* Data;
        public nuint Length;
    }

    /// <summary>struct msghdr of 64-bit Linux.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public byte* Name;
        public uint NameLength;
        public Piece* Pieces;
        public nuint PieceCount;
        public byte* Control;
        public nuint ControlLength;
        public int Flags;
    }

    /// <summary>struct mmsghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Message
    {
        public MessageHeader Header;
        public uint Length;
    }

    /// <summary>struct pollfd.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct PollEntry
    {
        public int Descriptor;
        public short Wanted;
        public short Seen;
    }
}
