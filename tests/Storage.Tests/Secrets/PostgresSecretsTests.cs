using Nms.Testing.Servers;

namespace Nms.Storage.Tests;

public sealed class PostgresSecretsTests(PostgresServer server) : SecretsContract
{
    private string _postgres = "";

    public override async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(server.SkipReason is not null, server.SkipReason ?? "");
        _postgres = await server.CreateDatabaseAsync();
    }

    [Fact]
    public async Task Silos_that_start_together_make_one_key_and_read_each_other()
    {
        var silos = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => StartAsync()));

        Assert.Single(silos[0].Keys.GetAllElements());
        Assert.All(silos, silo => Assert.Equal("shared", silo.Unprotect(silos[0].Protect("shared"))));
        foreach (var silo in silos)
        {
            await silo.DisposeAsync();
        }
    }

    protected override void AddStorage(ISiloBuilder silo) => silo.AddClusterStorage(_postgres, "unused:1");
}
