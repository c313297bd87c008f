using System.Xml.Linq;

namespace Nms.Storage.Tests;

/// <summary>How secrets are kept, whatever the database. Each test starts with an empty one.</summary>
public abstract class SecretsContract : IAsyncLifetime
{
    private const string Secret = "the community of the core switch";

    private readonly TemporaryFolder _files = new();

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        _files.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_one_start_protects_the_next_reads()
    {
        var kept = await ProtectAsync();

        Assert.Equal(Secret, await UnprotectAsync(kept));
    }

    [Theory]
    [InlineData("raw")]
    [InlineData("base64")]
    [InlineData("hexadecimal")]
    [InlineData("pem")]
    [InlineData("encrypted-pem")]
    [InlineData("pfx")]
    public async Task With_a_key_file_the_database_holds_no_key_in_clear(string form)
    {
        var settings = With(form);

        var kept = await ProtectAsync(settings);

        Assert.Empty(await KeysInClearAsync(settings));
        Assert.Equal(Secret, await UnprotectAsync(kept, settings));
    }

    [Fact]
    public async Task Keys_made_before_there_was_a_key_file_are_closed_by_the_first_start_with_one()
    {
        var kept = await ProtectAsync();
        Assert.NotEmpty(await KeysInClearAsync());
        var settings = With("raw");

        Assert.Equal(Secret, await UnprotectAsync(kept, settings));

        Assert.Empty(await KeysInClearAsync(settings));
        Assert.Equal(Secret, await UnprotectAsync(kept, settings));
    }

    [Theory]
    [InlineData("raw", null)]
    [InlineData("raw", "raw")]
    [InlineData("pfx", null)]
    [InlineData("pfx", "pem")]
    public async Task A_start_without_the_file_that_closed_the_keys_is_refused_in_words(string form, string? other)
    {
        await ProtectAsync(With(form));

        var refusal = await Assert.ThrowsAsync<StorageException>(() => StartAsync(other is null ? [] : With(other)));

        Assert.Equal("secrets_key_file", refusal.Code);
        Assert.Contains("set Nms:Secrets:KeyFile to it", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("raw", "base64")]
    [InlineData("raw", "pfx")]
    [InlineData("pem", "raw")]
    public async Task A_replaced_key_file_still_opens_what_it_closed(string former, string current)
    {
        var before = With(former);
        var kept = await ProtectAsync(before);
        (string, string)[] after = [.. With(current), ("FormerKeyFiles:0", before[0].Value)];

        Assert.Equal(Secret, await UnprotectAsync(kept, after));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("words")]
    [InlineData("certificate-alone")]
    public async Task A_file_without_a_key_is_refused_by_the_name_of_its_setting(string form)
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(() => StartAsync(With(form)));

        Assert.StartsWith("Nms:Secrets:KeyFile is '", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_key_file_is_refused_by_its_name()
    {
        var refusal = await Assert.ThrowsAsync<StorageException>(() => StartAsync([("KeyFile", "nowhere.key")]));

        Assert.Equal("Nms:Secrets:KeyFile is 'nowhere.key', which cannot be used: there is no such file.", refusal.Message);
    }

    protected abstract void AddStorage(ISiloBuilder silo);

    private protected Task<BareSilo> StartAsync(params (string, string)[] settings) => BareSilo.StartAsync(AddStorage, settings);

    private protected async Task<string> ProtectAsync(params (string, string)[] settings)
    {
        await using var silo = await StartAsync(settings);
        return silo.Protect(Secret);
    }

    private protected async Task<string> UnprotectAsync(string kept, params (string, string)[] settings)
    {
        await using var silo = await StartAsync(settings);
        return silo.Unprotect(kept);
    }

    private (string Key, string Value)[] With(string form)
    {
        var path = KeyFileSamples.Write(_files, form);
        return form is "pfx" or "encrypted-pem"
            ? [("KeyFile", path), ("KeyFilePassword", KeyFileSamples.Password)]
            : [("KeyFile", path)];
    }

    private async Task<IEnumerable<XElement>> KeysInClearAsync(params (string, string)[] settings)
    {
        await using var silo = await StartAsync(settings);
        return [.. silo.Keys.GetAllElements().Descendants("masterKey")];
    }
}
