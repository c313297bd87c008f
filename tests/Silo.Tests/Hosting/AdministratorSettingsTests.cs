using Microsoft.Extensions.Configuration;
using Nms.Silo.Hosting;

namespace Nms.Silo.Tests.Hosting;

public sealed class AdministratorSettingsTests
{
    [Fact]
    public void Without_settings_he_is_admin_and_his_password_is_made_up()
    {
        Assert.Equal(new AdministratorSettings("admin", null, Reset: false), Read());
    }

    [Fact]
    public void A_password_may_lie_in_a_file_whose_last_line_end_is_not_part_of_it()
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllText(file, " granite Otter 57 \r\n");

            Assert.Equal(" granite Otter 57 ", Read(("Nms:Admin:PasswordFile", file)).Password);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void Settings_that_contradict_each_other_or_cannot_be_read_are_refused()
    {
        Assert.Contains("both set", Refusal(("Nms:Admin:Password", "x"), ("Nms:Admin:PasswordFile", "y")), StringComparison.Ordinal);
        Assert.Contains("cannot be read", Refusal(("Nms:Admin:PasswordFile", "/no/such/file")), StringComparison.Ordinal);
        Assert.Contains("without a password", Refusal(("Nms:Admin:Reset", "true")), StringComparison.Ordinal);
    }

    [Fact]
    public void The_password_is_in_no_text_made_of_the_settings()
    {
        Assert.DoesNotContain("granite", Read(("Nms:Admin:Password", "granite-Otter-57-lamp")).ToString(), StringComparison.Ordinal);
    }

    private static string Refusal(params (string Key, string Value)[] settings) => Assert.Throws<SettingException>(() => Read(settings)).Message;

    private static AdministratorSettings Read(params (string Key, string Value)[] settings) => SiloSettings.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
        .Build()).Administrator;
}
