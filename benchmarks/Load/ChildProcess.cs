using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Nms.Load;

/// <summary>A server under load in a process of its own, killed with this object.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    /// <summary>A peer's line with its result begins with this.</summary>
    public const string Result = "result: ";

    private const int KeptLines = 50;

    private readonly Process _process;
    private readonly Queue<string> _lines = new();
    private readonly TaskCompletionSource<string> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ChildProcess(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>CPU the process has used.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Resident memory.</summary>
    public long Memory
    {
        get
        {
            _process.Refresh();
            return _process.WorkingSet64;
        }
    }

    /// <summary>Starts a built program of this repository.</summary>
    public static ChildProcess Start(string path, IEnumerable<string> arguments, string? folder = null, IEnumerable<(string Name, string Value)>? environment = null)
    {
        var managed = path.EndsWith(".dll", StringComparison.Ordinal);
        var start = new ProcessStartInfo(managed ? "dotnet" : path, managed ? [path, .. arguments] : arguments)
        {
            WorkingDirectory = folder ?? Path.GetDirectoryName(path)!,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? [])
        {
            start.Environment[name] = value;
        }

        var child = new ChildProcess(new Process { StartInfo = start });
        child._process.OutputDataReceived += child.Keep;
        child._process.ErrorDataReceived += child.Keep;
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Starts this program again as a peer.</summary>
    public static ChildProcess StartPeer(string name, params string[] arguments) =>
        Start(typeof(ChildProcess).Assembly.Location, [name, .. arguments]);

    /// <summary>Asks an address until it answers with success; the time from now until then.</summary>
    public async Task<TimeSpan> WaitUntilReadyAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var started = time.GetTimestamp();
        while (true)
        {
            if (_process.HasExited || deadline.IsCancellationRequested)
            {
                throw new InvalidOperationException($"{_process.StartInfo.FileName} {string.Join(' ', _process.StartInfo.ArgumentList)} did not answer at {address}:\n{Output()}");
            }

            try
            {
                using var response = await http.GetAsync(address, deadline.Token);
                if (response.IsSuccessStatusCode)
                {
                    return time.GetElapsedTime(started);
                }
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException { InnerException: TimeoutException })
            {
                // Not listening, or not answering, yet.
            }

            await Task.Delay(TimeSpan.FromMilliseconds(10), time, deadline.Token);
        }
    }

    /// <summary>Waits until somebody accepts connections at a port of this machine.</summary>
    public async Task WaitUntilListeningAsync(int port, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromSeconds(30));
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(IPAddress.Loopback, port, deadline.Token);
                return;
            }
            catch (SocketException) when (!_process.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(10), time, deadline.Token);
            }
        }
    }

    /// <summary>Waits for the peer's result.</summary>
    public async Task<string> ReadResultAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        await Task.WhenAny(_result.Task, _process.WaitForExitAsync(cancellationToken)).WaitAsync(atMost, time, cancellationToken);
        return _result.Task.IsCompleted ? await _result.Task : throw new InvalidOperationException($"The peer ended without a result:\n{Output()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    /// <summary>What it said last.</summary>
    public string Output()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines);
        }
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            return;
        }

        if (line.Data.StartsWith(Result, StringComparison.Ordinal))
        {
            _result.TrySetResult(line.Data[Result.Length..]);
        }

        lock (_lines)
        {
            _lines.Enqueue(line.Data);
            if (_lines.Count > KeptLines)
            {
                _lines.Dequeue();
            }
        }
    }
}
