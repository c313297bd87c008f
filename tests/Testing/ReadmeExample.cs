using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Nms.Testing;

/// <summary>The first C# example of a README, compiled and run as a program of its own, as its reader would.</summary>
public static partial class ReadmeExample
{
    /// <summary>Runs it and gives what it printed.</summary>
    /// <param name="readme">The path of the README in the repository.</param>
    /// <param name="library">An assembly that the example uses, with its path.</param>
    /// <param name="replaced">What differs here, such as the address of the equipment: a text of the example, and what is put in its place.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="InvalidOperationException">It has no example, a replaced text is not in it, or it does not compile or run; the message says why.</exception>
    public static async Task<string> RunAsync(
        string readme, string library, IEnumerable<(string Text, string With)> replaced, CancellationToken cancellationToken)
    {
        var example = Example().Match(await File.ReadAllTextAsync(Path.Combine(Repository.Root, readme), cancellationToken)).Groups[1].Value;
        foreach (var (text, with) in replaced)
        {
            if (!example.Contains(text, StringComparison.Ordinal))
            {
                throw new InvalidOperationException($"The example of {readme} has no \"{text}\".");
            }

            example = example.Replace(text, with, StringComparison.Ordinal);
        }

        var folder = Directory.CreateTempSubdirectory("nms-readme-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "Program.cs"), example, cancellationToken);
            await File.WriteAllTextAsync(Path.Combine(folder, "Example.csproj"), Project(library), cancellationToken);
            return await DotnetAsync(folder, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static string Project(string library) => $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup>
            <OutputType>Exe</OutputType>
            <TargetFramework>net10.0</TargetFramework>
            <ImplicitUsings>enable</ImplicitUsings>
            <Nullable>enable</Nullable>
            <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
            <InvariantGlobalization>true</InvariantGlobalization>
          </PropertyGroup>
          <ItemGroup>
            <Reference Include="{library}" />
          </ItemGroup>
        </Project>
        """;

    private static async Task<string> DotnetAsync(string folder, CancellationToken cancellationToken)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", ["run", "--project", folder])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = folder,
            Environment = { ["DOTNET_NOLOGO"] = "1", ["MSBUILDDISABLENODEREUSE"] = "1" },
        })!;
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"The example ended with {process.ExitCode}: {await output}{await errors}");
    }

    [GeneratedRegex("^```csharp\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Example();
}
