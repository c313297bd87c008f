using System.Text;
using Nms.Webhooks;

namespace Nms.Grains.Tests.Webhooks;

public sealed class WebhookSecretTests
{
    [Fact]
    public void A_signature_is_that_of_the_published_vector()
    {
        var secret = WebhookSecret.Parse("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

        var signature = secret.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", DateTimeOffset.FromUnixTimeSeconds(1614265330), Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));

        Assert.Equal("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=", signature);
    }

    [Fact]
    public void A_new_secret_has_256_bits_and_comes_back_from_its_text()
    {
        var secret = WebhookSecret.New();

        Assert.Equal(32, Convert.FromBase64String(secret.Reveal()["whsec_".Length..]).Length);
        Assert.Equal(secret.Reveal(), WebhookSecret.Parse(secret.Reveal()).Reveal());
        Assert.NotEqual(secret.Reveal(), WebhookSecret.New().Reveal());
    }

    [Fact]
    public void A_secret_does_not_show_itself()
    {
        Assert.Equal("whsec_[redacted]", WebhookSecret.New().ToString());
    }

    [Theory]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_=")]
    [InlineData("whsec_short")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("whsec_not base64 at all, however long it may be")]
    public void What_is_no_secret_is_refused_without_being_repeated(string text)
    {
        var failure = Assert.Throws<FormatException>(() => WebhookSecret.Parse(text));

        Assert.DoesNotContain(text, failure.Message, StringComparison.Ordinal);
    }
}
