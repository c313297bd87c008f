using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Nms.Probes.Native;

/// <summary>Room for datagrams that go to or come from the system in one call. Not safe for several threads.</summary>
internal sealed unsafe class DatagramBatch : IDisposable
{
    private const int NameStride = 32;

    private readonly int _bytes;
    private readonly Libc.Message* _messages;
    private readonly Libc.Piece* _pieces;
    private readonly byte* _names;
    private readonly byte* _data;

    public DatagramBatch(int capacity, int bytes)
    {
        Capacity = capacity;
        _bytes = bytes;
        _messages = (Libc.Message*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Libc.Message));
        _pieces = (Libc.Piece*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)sizeof(Libc.Piece));
        _names = (byte*)NativeMemory.AllocZeroed((nuint)capacity, NameStride);
        _data = (byte*)NativeMemory.AllocZeroed((nuint)capacity, (nuint)bytes);
        for (var i = 0; i < capacity; i++)
        {
            _pieces[i].Data = _data + ((long)i * bytes);
            _messages[i].Header.Name = _names + (i * NameStride);
            _messages[i].Header.Pieces = _pieces + i;
            _messages[i].Header.PieceCount = 1;
        }
    }

    public int Capacity { get; }

    public Span<byte> Buffer(int index) => new(_data + ((long)index * _bytes), _bytes);

    public ReadOnlySpan<byte> Received(int index) => new(_data + ((long)index * _bytes), (int)Math.Min(_messages[index].Length, (uint)_bytes));

    public bool IsTruncated(int index) => (_messages[index].Header.Flags & Libc.MsgTruncated) != 0;

    public UInt128 From(int index, AddressFamily family) => SocketName.Address(new ReadOnlySpan<byte>(_names + (index * NameStride), NameStride), family);

    public void Prepare(int index, int length, AddressFamily family, UInt128 to, uint scope)
    {
        _pieces[index].Length = (nuint)length;
        _messages[index].Header.NameLength = (uint)SocketName.Write(new Span<byte>(_names + (index * NameStride), NameStride), family, to, scope);
    }

    /// <summary>Sends prepared datagrams; how many went, and the error of the first that did not.</summary>
    public int Send(SocketHandle socket, int start, int count, out int error)
    {
        var sent = Libc.SendMany(socket, _messages + start, (uint)count, 0);
        error = sent < 0 ? Marshal.GetLastPInvokeError() : 0;
        return Math.Max(sent, 0);
    }

    /// <summary>Waits for one datagram, then takes what else is there; 0 when none came within the socket's patience.</summary>
    public int Receive(SocketHandle socket, out int error)
    {
        for (var i = 0; i < Capacity; i++)
        {
            _messages[i].Header.NameLength = NameStride;
            _pieces[i].Length = (nuint)_bytes;
        }

        var count = Libc.ReceiveMany(socket, _messages, (uint)Capacity, Libc.MsgWaitForOne, null);
        error = count < 0 ? Marshal.GetLastPInvokeError() : 0;
        return Math.Max(count, 0);
    }

    public void Dispose()
    {
        NativeMemory.Free(_messages);
        NativeMemory.Free(_pieces);
        NativeMemory.Free(_names);
        NativeMemory.Free(_data);
    }
}
