using Nms.Access;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

public sealed class VerifiedCredentialsTests
{
    private static readonly CancellationToken s_test = TestContext.Current.CancellationToken;

    private readonly VerifiedCredentials _verified = new(TimeProvider.System);
    private readonly TaskCompletionSource<UserSnapshot> _answer = new();
    private int _checks;

    [Fact]
    public async Task A_program_that_opens_many_connections_at_once_is_checked_once()
    {
        var all = Enumerable.Range(0, 40).Select(_ => CheckAsync("olga", "10.0.0.1", s_test)).ToList();
        _answer.SetException(new UnauthenticatedException("credentials_refused", "wrong"));

        foreach (var one in all)
        {
            await Assert.ThrowsAsync<UnauthenticatedException>(() => one);
        }

        Assert.Equal(1, _checks);
    }

    [Fact]
    public async Task Who_gives_up_does_not_take_the_answer_from_the_others()
    {
        using var impatient = new CancellationTokenSource();
        var first = CheckAsync("olga", "10.0.0.1", impatient.Token);
        var second = CheckAsync("olga", "10.0.0.1", s_test);
        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        Assert.False(second.IsCompleted);

        _answer.SetException(new UnauthenticatedException("credentials_refused", "wrong"));
        await Assert.ThrowsAsync<UnauthenticatedException>(() => second);
    }

    [Fact]
    public void Another_name_another_address_and_a_later_attempt_are_checked_on_their_own()
    {
        _answer.SetException(new UnauthenticatedException("credentials_refused", "wrong"));
        foreach (var (name, address) in new[] { ("olga", "10.0.0.1"), ("olga", "10.0.0.2"), ("ivan", "10.0.0.1"), ("olga", "10.0.0.1") })
        {
            Assert.True(CheckAsync(name, address, s_test).IsFaulted);
        }

        Assert.Equal(4, _checks);
    }

    private Task<UserSnapshot> CheckAsync(string name, string address, CancellationToken cancellationToken) =>
        _verified.CheckOnceAsync(name, "a password", address, () => { _checks++; return _answer.Task; }, cancellationToken);
}
