using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;
using Nms.Equipment;
using Nms.Gns3;

namespace Nms.Discovery.Profiles;

/// <summary>Runs the sections of one profile and keeps what became of each: a section that fails takes no other with it.</summary>
internal sealed partial class SectionRecorder(string target, TimeProvider time, ILogger logger)
{
    private readonly ConcurrentDictionary<string, ProfileSection> _sections = new(StringComparer.Ordinal);

    /// <summary>What became of those that ran, in the order of <see cref="ProfileSections.All"/>.</summary>
    public ImmutableArray<ProfileSection> Sections => [.. ProfileSections.All.Select(name => _sections.GetValueOrDefault(name)).OfType<ProfileSection>()];

    public int Requests => _sections.Values.Sum(section => section.Requests);

    /// <summary>Notes a section that is not run.</summary>
    public void Note(string name, SectionResult result) => Note(name, result, TimeSpan.Zero);

    /// <summary>Notes a section that was not asked for, and when what is shown of it was read, if it ever was.</summary>
    public void Skip(string name, DateTimeOffset? readAt) => _sections[name] = new ProfileSection
    {
        Name = name,
        Outcome = SectionOutcome.Skipped,
        Reason = readAt is { } at ? string.Create(CultureInfo.InvariantCulture, $"Not asked for; what is shown was read at {at:yyyy-MM-dd'T'HH:mm:ss'Z'}.") : "Not asked for.",
        ReadAt = readAt,
    };

    /// <summary>Runs a section within a limit.</summary>
    /// <exception cref="OperationCanceledException">The run is called off.</exception>
    public async Task RunAsync(string name, TimeSpan most, Func<CancellationToken, Task<SectionResult>> section, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var limit = new CancellationTokenSource(most > TimeSpan.Zero ? most : TimeSpan.Zero, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        SectionResult result;
        try
        {
            result = await section(either.Token);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (OperationCanceledException)
        {
            result = SectionResult.Failed(FormattableString.Invariant($"It was not finished within {most.TotalSeconds:0.#} s."));
        }
        catch (Exception failure) when (failure is NmsException or Gns3ApiException or IOException or SocketException or TimeoutException)
        {
            result = SectionResult.Failed(failure.Message);
        }
        catch (Exception failure)
        {
            // Whatever an answer made of our code: it is told in the log, and takes neither the profile nor the run with it.
            LogFailed(failure, name, target);
            result = SectionResult.Failed($"An error of the platform ({failure.GetType().Name}); its log says more.");
        }

        Note(name, result, time.GetElapsedTime(began));
    }

    private void Note(string name, SectionResult result, TimeSpan took) =>
        _sections[name] = new ProfileSection { Name = name, Outcome = result.Outcome, Reason = result.Reason, Took = took, Requests = result.Requests };

    [LoggerMessage(4104, LogLevel.Error, "Section {Section} of the profile of {Target} failed")]
    private partial void LogFailed(Exception failure, string section, string target);
}
