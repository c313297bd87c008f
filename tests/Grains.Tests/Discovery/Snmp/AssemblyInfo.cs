using Nms.Testing.Servers;

[assembly: AssemblyFixture(typeof(SnmpdServer))]
