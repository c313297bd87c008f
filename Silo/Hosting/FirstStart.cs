using System.Security.Cryptography;
using Nms.Api.Access;

namespace Nms.Silo.Hosting;

/// <summary>
/// Before anything listens: makes the administrator of a new installation, and refuses to listen beyond this machine while
/// nobody has set his password.
/// </summary>
internal sealed partial class FirstStart(
    AdministratorSetup setup, SiloSettings settings, IConfiguration configuration, TimeProvider time, ILogger<FirstStart> logger) : IHostedService
{
    // Without those that look alike; twenty of them are 98 bits.
    private const string Alphabet = "abcdefghijkmnpqrstuvwxyz23456789";
    private const int Groups = 4;
    private const int GroupLength = 5;
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_deadline = TimeSpan.FromSeconds(60);

    private string? _generated;

    /// <summary>The password that was made up, for whoever asks first; null when none was.</summary>
    public string? TakePassword() => Interlocked.Exchange(ref _generated, null);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                await EnsureAsync(cancellationToken);
                return;
            }
            catch (Exception e) when (e is TimeoutException or SiloUnavailableException or OrleansMessageRejectionException
                && time.GetElapsedTime(started) < s_deadline)
            {
                // Another silo is going down or coming up; the directory is elsewhere in a moment.
                LogTryingAgain(e.Message);
                await Task.Delay(s_pause, time, cancellationToken);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EnsureAsync(CancellationToken cancellationToken)
    {
        var (name, password, reset) = settings.Administrator;
        var beyond = HttpAddress.BeyondLoopback(configuration);
        if (password is not null)
        {
            if (setup.Complaint(name, password) is { } complaint)
                throw new SettingException($"{SiloSettings.AdminNameKey} and {SiloSettings.AdminPasswordKey} cannot be used: {complaint}.");

            await setup.EnsureAsync(name, password, generated: false, reset, cancellationToken);
        }
        else if (await setup.IsFirstStartAsync(cancellationToken))
        {
            RequireLoopback(beyond, $"there is no administrator yet; set {SiloSettings.AdminPasswordKey} or {SiloSettings.AdminPasswordFileKey}");
            var made = MakePassword();
            if (setup.Complaint(name, made) is { } complaint)
                throw new SettingException($"{SiloSettings.AdminNameKey} cannot be used: {complaint}.");

            if (await setup.EnsureAsync(name, made, generated: true, reset: false, cancellationToken))
                _generated = made;
        }

        if (beyond.Count > 0 && await setup.HasGeneratedPasswordAsync(cancellationToken))
        {
            RequireLoopback(beyond, "the administrator still has the password that was made up at the first start; change it first, "
                + $"or set {SiloSettings.AdminPasswordKey} together with {SiloSettings.AdminResetKey}=true");
        }
    }

    private static void RequireLoopback(IReadOnlyList<string> beyond, string reason)
    {
        if (beyond.Count > 0)
            throw new SettingException($"Listening on {string.Join(" and ", beyond)} lets other machines in, and {reason}, or listen on http://127.0.0.1:8080.");
    }

    private static string MakePassword() => string.Join('-', Enumerable.Range(0, Groups).Select(_ => RandomNumberGenerator.GetString(Alphabet, GroupLength)));

    [LoggerMessage(9031, LogLevel.Warning, "The users cannot be read yet ({Reason}); trying again")]
    private partial void LogTryingAgain(string reason);
}

/// <summary>Registers the first start.</summary>
internal static class FirstStartExtensions
{
    /// <summary>After the silo and before the API, because hosted services start in the order in which they are added.</summary>
    public static void AddFirstStart(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<FirstStart>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<FirstStart>());
    }
}
