using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Nms.Probes.Native;

/// <summary>A socket of the system, closed once and not while a call uses it.</summary>
internal sealed unsafe class SocketHandle : SafeHandle
{
    public SocketHandle()
        : base(-1, ownsHandle: true)
    {
    }

    public override bool IsInvalid => handle == -1;

    /// <summary>Opens a socket; null and the number of the error when the system refuses.</summary>
    public static SocketHandle? TryOpen(int family, int type, int protocol, out int error)
    {
        var descriptor = Libc.Socket(family, type | Libc.SockCloseOnExec, protocol);
        error = descriptor < 0 ? Marshal.GetLastPInvokeError() : 0;
        if (descriptor < 0)
        {
            return null;
        }

        var socket = new SocketHandle();
        socket.SetHandle(descriptor);
        return socket;
    }

    public static int FamilyOf(AddressFamily family) => family == AddressFamily.InterNetwork ? Libc.AfInet : Libc.AfInet6;

    public bool TrySet(int level, int name, int value) => Libc.SetOption(this, level, name, &value, sizeof(int)) == 0;

    public bool TrySet<T>(int level, int name, T value)
        where T : unmanaged => Libc.SetOption(this, level, name, &value, sizeof(T)) == 0;

    public bool TrySet(int level, int name, ReadOnlySpan<byte> value)
    {
        fixed (byte* data = value)
        {
            return Libc.SetOption(this, level, name, data, value.Length) == 0;
        }
    }

    /// <summary>Takes the error that waits at the socket; 0 when there is none.</summary>
    public int TakeError()
    {
        int error = 0, length = sizeof(int);
        return Libc.GetOption(this, Libc.SolSocket, Libc.SoError, &error, &length) == 0 ? error : Marshal.GetLastPInvokeError();
    }

    protected override bool ReleaseHandle() => Libc.Close((int)handle) == 0;
}
