using Nms.Consoles;
using Nms.Testing.Servers;

namespace Nms.Protocols.Consoles.Tests.Sessions;

public sealed class ConsoleSessionTests
{
    private const string Prompt = "Router#";
    private const string IosVersion = "Cisco IOS Software, Linux Software (I86BI_LINUX-ADVENTERPRISEK9-M), Version 15.4(1)T\r\n";

    private static readonly ConsoleSessionOptions s_options = new() { PromptTimeout = TimeSpan.FromSeconds(4), LookTime = TimeSpan.FromMilliseconds(60) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_command_is_answered_without_echo_and_prompt()
    {
        await using var console = ScriptedConsole.Answering(Prompt, line => $"answer to {line}\r\n");
        await using var session = await OpenAsync(console, ConsoleDialect.Ios);

        var answer = await session.AskAsync(ConsoleDialect.Ios.Commands[0], Token);

        Assert.Equal("answer to show version\n", answer.Text);
        Assert.Equal(Prompt, session.Prompt);
        Assert.DoesNotContain("terminal length", console.Typed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_dialect_is_found_out()
    {
        await using var console = ScriptedConsole.Answering(Prompt, line => line == "show version" ? IosVersion : "% Invalid input\r\n");
        await using var session = await OpenAsync(console, null);

        Assert.Same(ConsoleDialect.Ios, session.Dialect);
    }

    [Fact]
    public async Task A_console_of_no_known_dialect_is_told()
    {
        await using var console = ScriptedConsole.Answering("strange>", _ => "What?\r\n");

        Assert.Equal(ConsoleErrorKind.NotSupported, await FailAsync(console));
    }

    [Fact]
    public async Task Output_that_looks_like_the_prompt_does_not_end_the_answer()
    {
        const string Output = "banner motd ^C\r\nRouter#show run\r\nRouter#\r\nOther#\r\n^C\r\nend\r\n";
        await using var console = ScriptedConsole.Answering(Prompt, _ => Output);
        await using var session = await OpenAsync(console, ConsoleDialect.Ios);

        var answer = await session.AskAsync(ConsoleDialect.Ios.Commands[0], Token);

        Assert.Equal(Output.ReplaceLineEndings("\n"), answer.Text);
    }

    [Fact]
    public async Task A_console_that_dribbles_prompt_like_output_is_heard_to_the_end()
    {
        var time = new HeldTime();
        await using var console = ScriptedConsole.Start(async console =>
        {
            // Without an echo nothing is under way any more when the command has come.
            while ((await console.ReadLineAsync()).Length == 0) await console.WriteAsync("\r\n" + Prompt);
            await time.HoldAsync(wait => wait > TimeSpan.FromSeconds(5), console.Stopping);
            foreach (var value in $"show version\r\nRouter#show\r\nRouter#x\r\nend\r\n{Prompt}")
                await time.PassAfterAsync(() => console.WriteAsync(value.ToString()), TimeSpan.FromMilliseconds(70), console.Stopping);
            time.Advance(TimeSpan.FromSeconds(1));
            while (true) await console.ReadKeyAsync();
        });
        await using var session = await OpenAsync(console, ConsoleDialect.Ios, options: s_options with { SettleTime = TimeSpan.FromMilliseconds(40) }, time: time);

        var answer = await session.AskAsync(ConsoleDialect.Ios.Commands[0], Token);

        Assert.Equal("Router#show\nRouter#x\nend\n", answer.Text);
    }

    [Fact]
    public async Task Pages_are_turned_and_leave_no_trace()
    {
        await using var console = ScriptedConsole.Start(async console =>
        {
            while (true)
            {
                var line = await console.ReadLineAsync(Prompt, echo: true);
                if (line.Length > 0)
                {
                    await console.WriteAsync("one\r\n --More-- ");
                    Assert.Equal(' ', await console.ReadKeyAsync());
                    await console.WriteAsync("\b\b\b\b\b\b\b\b\b\b          \b\b\b\b\b\b\b\b\b\btwo\r\n");
                }

                await console.WriteAsync(Prompt);
            }
        });
        await using var session = await OpenAsync(console, ConsoleDialect.Ios);

        var answer = await session.AskAsync(ConsoleDialect.Ios.Commands[0], Token);

        Assert.Equal(["one", "two"], answer.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.TrimEnd()));
    }

    [Fact]
    public async Task It_logs_in_where_it_is_asked_and_logs_out_again()
    {
        var loggedOut = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var console = ScriptedConsole.Start(async console =>
        {
            await console.WriteAsync("\r\nUbuntu 22.04 host ttyS0\r\n\r\nhost login: ");
            var name = await console.ReadLineAsync(echo: true);
            await console.WriteAsync("Password: ");
            var password = await console.ReadLineAsync();
            await console.WriteAsync(name == "admin" && password == "secret" ? "\r\nWelcome\r\nadmin@host:~$ " : "\r\nLogin incorrect\r\nhost login: ");
            while (await console.ReadLineAsync("admin@host:~$ ", echo: true) != "exit") await console.WriteAsync("admin@host:~$ ");
            loggedOut.SetResult();
        });

        await using (var session = await OpenAsync(console, null, new ConsoleCredentials("admin", "secret")))
        {
            Assert.Same(ConsoleDialect.Linux, session.Dialect);
            Assert.Equal("admin@host:~$", session.Prompt);
        }

        await loggedOut.Task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Token);
    }

    [Theory]
    [InlineData('\f', "^L")]
    [InlineData('D', "[D")]
    public async Task A_key_that_was_taken_for_a_name_is_not_given_the_password(char key, string echo)
    {
        var passwords = new List<string>();
        await using var console = ScriptedConsole.Start(async console =>
        {
            while (await console.ReadKeyAsync() != key)
            {
                // The prompt for a name was shown before; a terminal without an editor shows the key itself, or what can be shown of it.
            }

            await console.WriteAsync(echo);
            for (var name = await console.ReadLineAsync(echo: true); ; name = await console.ReadLineAsync(echo: true))
            {
                await console.WriteAsync("Password: ");
                passwords.Add($"{name}/{await console.ReadLineAsync()}");
                if (name == "admin") break;
                await console.WriteAsync("\r\nLogin incorrect\r\nhost login: ");
            }

            await console.WriteAsync("\r\nadmin@host:~$ ");
            while (true) await console.WriteAsync(await console.ReadLineAsync(echo: true) + "admin@host:~$ ");
        });

        await using (await OpenAsync(console, null, new ConsoleCredentials("admin", "secret"))) Assert.Equal(["/", "admin/secret"], passwords);
    }

    [Fact]
    public async Task The_frame_of_a_banner_is_no_prompt()
    {
        var time = new HeldTime();
        await using var console = ScriptedConsole.Start(async console =>
        {
            await console.ReadLineAsync();
            await time.HoldAsync(wait => wait > s_options.LookTime && wait <= s_options.PromptTimeout / 2, console.Stopping);
            await time.PassAfterAsync(() => console.WriteAsync("\r\n##########"), TimeSpan.FromMilliseconds(200), console.Stopping);
            await time.PassAfterAsync(() => console.WriteAsync("\r\n# Keep out #\r\nlab@host:~$ "), s_options.SettleTime, console.Stopping);
            while (true) await console.ReadKeyAsync();
        });
        await using var session = await OpenAsync(console, null, time: time);

        Assert.Equal("lab@host:~$", session.Prompt);
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("admin", null)]
    [InlineData("admin", "wrong")]
    public async Task A_login_that_fails_says_so_without_the_password(string? name, string? password)
    {
        await using var console = ScriptedConsole.Start(async console =>
        {
            while (true)
            {
                await console.WriteAsync("\r\nhost login: ");
                await console.ReadLineAsync(echo: true);
                await console.WriteAsync("Password: ");
                await console.ReadLineAsync();
                await console.WriteAsync("\r\nLogin incorrect\r\n");
            }
        });

        var opening = await ConsoleSession.TryOpenAsync(console.Endpoint, null, new ConsoleCredentials(name, password), s_options, TimeProvider.System, Token);

        Assert.Equal(ConsoleErrorKind.LoginFailed, opening.Failure?.Kind);
        Assert.DoesNotContain("wrong", opening.Failure!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Privileged_mode_is_entered_with_its_password_and_left_at_the_end()
    {
        var left = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var console = ScriptedConsole.Start(async console =>
        {
            var prompt = "Router>";
            while (true)
            {
                var line = await console.ReadLineAsync(prompt, echo: true);
                if (line == "enable")
                {
                    await console.WriteAsync("Password: ");
                    if (await console.ReadLineAsync() == "top") prompt = Prompt;
                    await console.WriteAsync("\r\n");
                }
                else if (line == "disable")
                {
                    left.SetResult();
                }

                await console.WriteAsync(prompt);
            }
        });

        await using (var session = await OpenAsync(console, ConsoleDialect.Ios, new ConsoleCredentials(enablePassword: "top"))) Assert.True(session.IsPrivileged);

        await left.Task.WaitAsync(TimeSpan.FromSeconds(5), TimeProvider.System, Token);
    }

    [Fact]
    public async Task Without_the_password_of_privileged_mode_the_session_goes_on_without_it()
    {
        await using var console = ScriptedConsole.Start(async console =>
        {
            while (true)
            {
                var line = await console.ReadLineAsync("Router>", echo: true);
                for (var i = 0; line == "enable" && i < 3; i++)
                {
                    await console.WriteAsync("Password: ");
                    await console.ReadLineAsync();
                    await console.WriteAsync("\r\n");
                }

                await console.WriteAsync(line == "enable" ? "% Bad passwords\r\n\r\nRouter>" : "Router>");
            }
        });
        await using var session = await OpenAsync(console, ConsoleDialect.Ios);

        Assert.False(session.IsPrivileged);
    }

    [Theory]
    [InlineData("\r\nRouter#show runn", "")]
    [InlineData("", "Router#relo")]
    [InlineData("\r\nRouter(config-if)#", "")]
    [InlineData("one page\r\n --More-- ", "")]
    public async Task Somebody_elses_line_is_left_alone(string shown, string redrawn)
    {
        await using var console = ScriptedConsole.Start(async console =>
        {
            await console.WriteAsync(shown);
            while (true)
                if (await console.ReadKeyAsync() == '\f') await console.WriteAsync($"\r\n{redrawn}");
        });

        Assert.Equal(ConsoleErrorKind.Busy, await FailAsync(console, ConsoleDialect.Ios));
        Assert.DoesNotContain('\r', console.Typed);
    }

    [Fact]
    public async Task Half_a_command_is_felt_where_the_line_is_not_redrawn()
    {
        await using var console = ScriptedConsole.Start(async console =>
        {
            await console.WriteAsync("");
            while (true)
                if (await console.ReadKeyAsync() is 'D') await console.WriteAsync("\b");
        });

        Assert.Equal(ConsoleErrorKind.Busy, await FailAsync(console, ConsoleDialect.Vpcs));
        await Testing.Eventually.IsTrueAsync(() => Task.FromResult(console.Typed == "\f\x1b[D\x1b[C"), () => console.Typed, Token);
    }

    [Fact]
    public async Task Somebody_who_begins_to_type_later_is_noticed_before_the_next_command()
    {
        var wanted = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var typed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var console = ScriptedConsole.Start(async console =>
        {
            await console.ReadLineAsync(Prompt, echo: true, already: "");
            await console.WriteAsync("done\r\n" + Prompt);
            await wanted.Task.WaitAsync(console.Stopping);
            await console.WriteAsync("conf t");
            typed.SetResult();
            // A console that ended here would be closed instead of in use.
            while (true) await console.ReadKeyAsync();
        });
        await using var session = await OpenAsync(console, ConsoleDialect.Ios);
        await session.AskAsync(ConsoleDialect.Ios.Commands[0], Token);
        wanted.SetResult();
        await typed.Task.WaitAsync(Token);

        // On the loopback address what was written is at the other side.
        var failure = await Assert.ThrowsAsync<ConsoleException>(() => session.AskAsync(ConsoleDialect.Ios.Commands[1], Token));

        Assert.Equal(ConsoleErrorKind.Busy, failure.Kind);
        Assert.DoesNotContain("show interfaces", console.Typed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_sessions_of_a_process_do_not_share_a_console()
    {
        await using var console = ScriptedConsole.Answering(Prompt, _ => "");
        await using (await OpenAsync(console, ConsoleDialect.Ios)) Assert.Equal(ConsoleErrorKind.Busy, await FailAsync(console, ConsoleDialect.Ios));

        await using var next = await OpenAsync(console, ConsoleDialect.Ios);
        Assert.Equal(Prompt, next.Prompt);
    }

    [Theory]
    [InlineData(ConsoleType.Vnc)]
    [InlineData(ConsoleType.Http)]
    [InlineData(ConsoleType.Spice)]
    [InlineData(ConsoleType.None)]
    public async Task Consoles_that_are_no_text_are_refused(ConsoleType type)
    {
        var opening = await ConsoleSession.TryOpenAsync(new ConsoleEndpoint("127.0.0.1", 1, type), null, ConsoleCredentials.None, s_options, TimeProvider.System, Token);

        Assert.Equal(ConsoleErrorKind.NotSupported, opening.Failure?.Kind);
    }

    [Fact]
    public async Task Nobody_listening_is_a_value()
    {
        var opening = await ConsoleSession.TryOpenAsync(
            new ConsoleEndpoint("127.0.0.1", Testing.Servers.ServerProcess.FreePort()), null, ConsoleCredentials.None, s_options, TimeProvider.System, Token);

        Assert.False(opening.IsOpen);
        Assert.Equal(ConsoleErrorKind.Unreachable, opening.Failure.Kind);
    }

    private static Task<ConsoleSession> OpenAsync(
        ScriptedConsole console, ConsoleDialect? dialect, ConsoleCredentials? credentials = null, ConsoleSessionOptions? options = null, TimeProvider? time = null)
        => ConsoleSession.OpenAsync(console.Endpoint, dialect, credentials ?? ConsoleCredentials.None, options ?? s_options, time ?? TimeProvider.System, Token);

    private static async Task<ConsoleErrorKind?> FailAsync(ScriptedConsole console, ConsoleDialect? dialect = null)
    {
        var opening = await ConsoleSession.TryOpenAsync(console.Endpoint, dialect, ConsoleCredentials.None, s_options, TimeProvider.System, Token);
        if (opening.Session is { } session) await session.DisposeAsync();
        return opening.Failure?.Kind;
    }
}
