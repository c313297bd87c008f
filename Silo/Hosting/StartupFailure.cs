using Microsoft.Extensions.Options;
using Npgsql;
using StackExchange.Redis;

namespace Nms.Silo.Hosting;

/// <summary>A start that failed, in one sentence for the person at the terminal.</summary>
internal static class StartupFailure
{
    /// <summary>One sentence, or the whole failure when it is none that an operator can do something about.</summary>
    public static void Report(TextWriter output, Exception failure) =>
        output.WriteLine($"NMS cannot run: {Describe(failure) ?? failure.ToString()}");

    private static string? Describe(Exception failure) => Causes(failure).Select(Sentence).FirstOrDefault(sentence => sentence is not null);

    private static string? Sentence(Exception cause) => cause switch
    {
        SettingException or NmsException => cause.Message,
        OptionsValidationException options => string.Join(' ', options.Failures),
        OrleansConfigurationException => cause.Message,
        FormatException => cause.Message,
        PostgresException postgres => $"PostgreSQL refuses: {postgres.MessageText}. Check {SiloSettings.PostgresKey}.",
        NpgsqlException => $"PostgreSQL does not answer: {cause.Message}. Check {SiloSettings.PostgresKey}, and that the server runs.",
        RedisException => $"Redis does not answer: {cause.Message}. Check {SiloSettings.RedisKey}, and that the server runs.",
        IOException => cause.Message,
        UnauthorizedAccessException => cause.Message,
        _ => null,
    };

    private static IEnumerable<Exception> Causes(Exception failure)
    {
        for (Exception? cause = failure; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
            if (cause is AggregateException many)
            {
                foreach (var inner in many.InnerExceptions.SelectMany(Causes))
                    yield return inner;
            }
        }
    }
}
