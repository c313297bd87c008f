using FsCheck.Xunit;
using Nms.Api.Access;

namespace Nms.Api.Tests.Access;

public sealed class PasswordLogicTests
{
    [Theory]
    [InlineData("granite-Otter-57-lamp")]
    [InlineData("vélo épinard tulipe")]
    [InlineData("пароль-из-шести-слов")]
    [InlineData("jV8#mq!tZ2wL")]
    [InlineData("                    but words between spaces")]
    public void A_password_that_is_hard_to_guess_is_taken(string password)
    {
        Assert.Null(PasswordLogic.Complaint(password, "olga", 12));
    }

    [Theory]
    [InlineData("password1234")]
    [InlineData("P@ssw0rd2024!!")]
    [InlineData("123456789012")]
    [InlineData("qwertyuiop12")]
    [InlineData("aaaaaaaaaaaaaaaa")]
    [InlineData("Administrator1")]
    [InlineData("correcthorsebatterystaple")]
    [InlineData("olga.petrova99")]
    [InlineData("AdminAdminAdmin")]
    [InlineData("ThisIsMyPassword")]
    public void A_password_that_is_guessed_first_is_refused(string password)
    {
        Assert.Contains("guessed first", PasswordLogic.Complaint(password, "olga.petrova", 12), StringComparison.Ordinal);
    }

    [Fact]
    public void Length_is_counted_in_characters_and_not_in_units_of_their_encoding()
    {
        Assert.NotNull(PasswordLogic.Complaint("🦊🐻🐼🐨🦁🐮", "olga", 12));
        Assert.Null(PasswordLogic.Complaint("🦊🐻🐼🐨🦁🐮🐷🐸🐵🐔🐧🐦", "olga", 12));
    }

    [Fact]
    public void A_password_may_be_long_and_not_endless()
    {
        Assert.Null(PasswordLogic.Complaint(string.Concat(Enumerable.Repeat("otter-lamp-57 ", 18)), "olga", 12));
        Assert.NotNull(PasswordLogic.Complaint(new string('x', 257), "olga", 12));
    }

    [Property]
    public bool Any_text_at_all_gets_an_answer(string? password) => PasswordLogic.Complaint(password ?? "", "olga", 12) is null or { Length: > 0 };
}
