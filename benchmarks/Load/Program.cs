using Nms.Load;

// One benchmark a name; a peer is the same program in a process of its own, so that its CPU is its own.
using var stopping = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stopping.Cancel();
};

var name = args.FirstOrDefault();
if (name is not null && Peers.ByName.TryGetValue(name, out var peer))
{
    await peer(args[1..], stopping.Token);
    return 0;
}

var wanted = name == "all" ? [.. Benchmarks.ByName.Keys] : args;
if (wanted.Length == 0 || !wanted.All(Benchmarks.ByName.ContainsKey))
{
    Console.Error.WriteLine($"Name benchmarks: {string.Join(", ", Benchmarks.ByName.Keys)}, or all.");
    return 1;
}

using var workspace = new Workspace(TimeProvider.System);
foreach (var one in wanted)
{
    Console.WriteLine($"{one} …");
    var report = await Benchmarks.ByName[one](workspace, stopping.Token);
    report.Save(Path.Combine(Workspace.Results, one + ".md"));
    Console.WriteLine(report.Text);
}

return 0;
