using System.Globalization;
using Nms.Lab;

var options = new LabOptions();
for (var index = 0; index < args.Length; index++)
{
    var name = args[index];
    if (name is "--help" or "-h")
    {
        Console.WriteLine("Lab [--port 3080] [--host 127.0.0.1] [--topology campus|large|empty|generated:nodes=200,seed=7|<file>]");
        Console.WriteLine("    [--user <name> --password <password>] [--console-port-from 5000] [--keep-ids-on-restore] [--version 2.2.59]");
        return 0;
    }

    if (name == "--keep-ids-on-restore")
    {
        options = options with { KeepIdsOnRestore = true };
        continue;
    }

    if (index + 1 == args.Length)
    {
        Console.Error.WriteLine($"{name} needs a value; --help lists what there is.");
        return 2;
    }

    var value = args[++index];
    LabOptions? next = name switch
    {
        "--host" => options with { Host = value },
        "--port" when Number(value) is { } port => options with { Port = port },
        "--topology" => options with { Topology = value },
        "--user" => options with { User = value },
        "--password" => options with { Password = value },
        "--console-port-from" when Number(value) is { } port => options with { ConsolePortFrom = port },
        "--version" => options with { Version = value },
        _ => null,
    };
    if (next is null)
    {
        Console.Error.WriteLine($"{name} {value} is not understood; --help lists what there is.");
        return 2;
    }

    options = next;
}

using var ending = new CancellationTokenSource();
Console.CancelKeyPress += (_, signal) =>
{
    signal.Cancel = true;
    ending.Cancel();
};
using var terminated = System.Runtime.InteropServices.PosixSignalRegistration.Create(System.Runtime.InteropServices.PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    ending.Cancel();
});

try
{
    await using var lab = await LabServer.StartAsync(options, cancellationToken: ending.Token);
    Console.WriteLine($"Lab listens on {lab.Url} with topology {options.Topology}; {lab.Url}lab/ describes it. Ctrl+C ends it.");
    await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, ending.Token);
    return 0;
}
catch (OperationCanceledException) when (ending.IsCancellationRequested)
{
    return 0;
}
catch (Exception e) when (e is Nms.Lab.Topologies.InvalidTopologyException or IOException)
{
    Console.Error.WriteLine(e.Message);
    return 1;
}

static int? Number(string text)
    => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535 ? number : null;
