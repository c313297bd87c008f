using Nms.Testing.Servers;
using Xunit.Sdk;
using Xunit.v3;

// Each test runs one or more processes; side by side they would measure each other.
[assembly: Parallelization(Mode = ParallelMode.None)]
[assembly: AssemblyFixture(typeof(PostgresServer))]
[assembly: AssemblyFixture(typeof(RedisServer))]
[assembly: AssemblyFixture(typeof(SnmpdServer))]
