using System.ComponentModel;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;
using Nms.Probes.Native;

namespace Nms.Probes;

/// <summary>
/// A network namespace of Linux to send from, as <c>ip netns</c> names it or as a path such as <c>/proc/4711/ns/net</c>. Needs
/// CAP_SYS_ADMIN. Sockets stay in the namespace in which they were opened.
/// </summary>
public sealed record NetworkNamespace(string Name)
{
    /// <summary>Runs what opens a socket on a thread of its own, which enters the namespace and ends.</summary>
    internal static T Open<T>(NetworkNamespace? where, Func<T> open)
    {
        if (where is null)
        {
            return open();
        }

        T result = default!;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                where.Enter();
                result = open();
            }
            catch (Exception e)
            {
                failure = ExceptionDispatchInfo.Capture(e);
            }
        });
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result;
    }

    private void Enter()
    {
        var file = Libc.Open(Name.StartsWith('/') ? Name : $"/run/netns/{Name}", Libc.SockCloseOnExec);
        if (file < 0)
        {
            throw new Win32Exception(Marshal.GetLastPInvokeError(), $"There is no network namespace {Name}.");
        }

        var error = Libc.SetNamespace(file, Libc.NewNetwork) == 0 ? 0 : Marshal.GetLastPInvokeError();
        _ = Libc.Close(file);
        if (error != 0)
        {
            throw new Win32Exception(error, $"The network namespace {Name} cannot be entered.");
        }
    }
}
