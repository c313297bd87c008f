using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Nms.Storage.Tests;

/// <summary>The services of a silo with storage and secrets, without the silo.</summary>
internal sealed class BareSilo : ISiloBuilder, IAsyncDisposable
{
    private ServiceProvider? _provider;

    private BareSilo(IConfiguration configuration) => Configuration = configuration;

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IConfiguration Configuration { get; }

    public IKeyTable Keys => _provider!.GetRequiredService<IKeyTable>();

    /// <summary>The order of the silo's own start: storage, then secrets.</summary>
    public static async Task<BareSilo> StartAsync(Action<ISiloBuilder> addStorage, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(
            settings.Select(setting => KeyValuePair.Create($"{SecretsOptions.Section}:{setting.Key}", (string?)setting.Value))).Build();
        var silo = new BareSilo(configuration);
        silo.Services.AddLogging();
        addStorage(silo);
        silo.AddSecrets(configuration);
        silo._provider = silo.Services.BuildServiceProvider();
        try
        {
            await silo._provider.GetRequiredService<KeyRingStartup>().PrepareAsync(TestContext.Current.CancellationToken);
        }
        catch
        {
            await silo.DisposeAsync();
            throw;
        }

        return silo;
    }

    public string Protect(string secret) => Protector.Protect(secret);

    public string Unprotect(string text) => Protector.Unprotect(text);

    public ValueTask DisposeAsync() => _provider!.DisposeAsync();

    private IDataProtector Protector => _provider!.GetRequiredService<IDataProtectionProvider>().CreateProtector("test");
}
