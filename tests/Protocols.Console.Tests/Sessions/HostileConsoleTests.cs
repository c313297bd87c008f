using Nms.Consoles;
using Nms.Testing.Servers;

namespace Nms.Protocols.Consoles.Tests.Sessions;

public sealed class HostileConsoleTests
{
    private const string Prompt = "Router#";

    private static readonly ConsoleSessionOptions s_options = new()
    {
        PromptTimeout = TimeSpan.FromSeconds(1),
        CommandTimeout = TimeSpan.FromSeconds(2),
        LookTime = TimeSpan.FromMilliseconds(50),
        MaxOutputBytes = 1_000_000,
    };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_that_closes_at_once_is_told()
        => Assert.Equal(ConsoleErrorKind.Closed, await OpeningAsync(_ => Task.CompletedTask));

    [Fact]
    public async Task One_that_never_prompts_is_told()
        => Assert.Equal(ConsoleErrorKind.NoPrompt, await OpeningAsync(async console =>
        {
            while (true) await console.ReadKeyAsync();
        }));

    [Fact]
    public async Task One_that_floods_before_the_prompt_is_left()
        => Assert.Contains(await OpeningAsync(FloodAsync), new ConsoleErrorKind?[] { ConsoleErrorKind.TooMuchOutput, ConsoleErrorKind.Busy });

    [Fact]
    public async Task One_that_sends_options_without_end_is_left()
        => Assert.NotNull(await OpeningAsync(async console =>
        {
            byte[] storm = [.. Enumerable.Range(0, 5000).SelectMany(i => new byte[] { 255, (byte)(251 + (i % 4)), (byte)i })];
            while (true) await console.WriteAsync(storm);
        }));

    [Fact]
    public async Task One_that_asks_for_a_name_without_end_is_left()
        => Assert.Equal(ConsoleErrorKind.LoginFailed, await OpeningAsync(
            async console =>
            {
                while (true)
                {
                    await console.WriteAsync("\r\nlogin: ");
                    await console.ReadLineAsync();
                }
            },
            new ConsoleCredentials("admin", "secret")));

    [Fact]
    public async Task One_that_closes_in_the_middle_of_an_answer_is_told()
        => Assert.Equal(ConsoleErrorKind.Closed, await AnswerAsync(console => console.WriteAsync("Cisco IOS")));

    [Fact]
    public async Task One_that_answers_ten_megabytes_is_left_at_the_limit()
        => Assert.Equal(ConsoleErrorKind.TooMuchOutput, await AnswerAsync(FloodAsync));

    [Fact]
    public async Task One_that_does_not_come_back_is_left_in_time()
        => Assert.Equal(ConsoleErrorKind.TimedOut, await AnswerAsync(async console =>
        {
            await console.WriteAsync("Building configuration...\r\n");
            while (true) await console.ReadKeyAsync();
        }));

    [Fact]
    public async Task One_that_speaks_a_byte_now_and_then_is_left_in_time()
    {
        var time = new HeldTime();
        var kind = await AnswerAsync(
            async console =>
            {
                await time.HoldAsync(wait => wait > s_options.PromptTimeout && wait <= s_options.CommandTimeout, console.Stopping);
                while (true) await time.PassAfterAsync(() => console.WriteAsync("x"), TimeSpan.FromMilliseconds(300), console.Stopping);
            },
            time);

        Assert.Equal(ConsoleErrorKind.TimedOut, kind);
    }

    [Fact]
    public async Task One_that_pages_without_end_is_left()
        => Assert.Contains(
            await AnswerAsync(async console =>
            {
                while (true)
                {
                    await console.WriteAsync("line\r\n --More-- ");
                    await console.ReadKeyAsync();
                }
            }),
            new ConsoleErrorKind?[] { ConsoleErrorKind.TimedOut, ConsoleErrorKind.TooMuchOutput });

    private static async Task FloodAsync(ScriptedConsole console)
    {
        byte[] lines = [.. Enumerable.Repeat("interface GigabitEthernet0/0 of a very long configuration\r\n"u8.ToArray(), 1000).SelectMany(line => line)];
        for (var i = 0; i < 200; i++) await console.WriteAsync(lines);
    }

    private static async Task<ConsoleErrorKind?> OpeningAsync(Func<ScriptedConsole, Task> script, ConsoleCredentials? credentials = null)
    {
        await using var console = ScriptedConsole.Start(script);
        var opening = await ConsoleSession.TryOpenAsync(console.Endpoint, ConsoleDialect.Ios, credentials ?? ConsoleCredentials.None, s_options, TimeProvider.System, Token);
        return opening.Failure?.Kind;
    }

    private static async Task<ConsoleErrorKind?> AnswerAsync(Func<ScriptedConsole, Task> answer, TimeProvider? time = null)
    {
        await using var console = ScriptedConsole.Start(async console =>
        {
            await console.ReadLineAsync(Prompt, echo: true);
            await answer(console);
        });
        await using var session = await ConsoleSession.OpenAsync(
            console.Endpoint, ConsoleDialect.Ios, ConsoleCredentials.None, s_options, time ?? TimeProvider.System, Token);
        var failure = await Assert.ThrowsAsync<ConsoleException>(() => session.AskAsync(ConsoleDialect.Ios.Commands[0], Token));
        return failure.Kind;
    }
}
