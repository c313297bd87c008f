using System.Collections.Concurrent;
using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nms.Client.Tests;

/// <summary>Compares what the client calls with the API's own document, so that a new route is missed by nobody.</summary>
public sealed partial class CoverageTests
{
    /// <summary>Operations without a method of their own, each with its reason.</summary>
    private static readonly Dictionary<string, string> s_without = new(StringComparer.Ordinal)
    {
        ["GET api/v1/events/stream"] = "the same events as the WebSocket: EventsClient.FollowAsync",
        ["GET api/v1/events/ws"] = "a WebSocket: EventsClient.FollowAsync",
        ["PUT api/v1/projects/{}"] = "another way to say PATCH",
    };

    private static readonly Guid s_id = Guid.Parse("0d8fe4a5-7a6d-4d63-a65d-3a7d2a1c9a11");

    [Fact]
    public async Task Every_operation_of_the_API_has_a_method_and_no_method_calls_anything_else()
    {
        var called = new RecordingHandler();
        using var client = new NmsClient(new NmsClientOptions { Address = new Uri("http://hub"), Retries = 0 }, called);
        foreach (var (feature, method) in Methods(client))
        {
            await CallAsync(feature, method);
        }

        Assert.Equal(
            Documented().Where(operation => !s_without.ContainsKey(operation)).Order(StringComparer.Ordinal),
            called.Operations.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void What_is_left_out_exists() => Assert.Empty(s_without.Keys.Except(Documented()));

    private static IEnumerable<string> Documented()
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "openapi.json")));
        return [.. document.RootElement.GetProperty("paths").EnumerateObject()
            .Where(path => path.Name.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(path => path.Value.EnumerateObject()
                .Where(operation => operation.Value.TryGetProperty("operationId", out _))
                .Select(operation => $"{operation.Name.ToUpperInvariant()} {Hole().Replace(path.Name[1..], "{}")}"))];
    }

    private static IEnumerable<(object Feature, MethodInfo Method)> Methods(NmsClient client) =>
        from property in typeof(NmsClient).GetProperties()
        let feature = property.GetValue(client)!
        from method in feature.GetType().GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        where typeof(Task).IsAssignableFrom(method.ReturnType)
        select (feature, method);

    private static async Task CallAsync(object feature, MethodInfo method)
    {
        try
        {
            await (Task)method.Invoke(feature, [.. method.GetParameters().Select(Argument)])!;
        }
        catch (JsonException)
        {
            // The recorder answers {}, which is no list; the call was made all the same.
        }
    }

    private static object? Argument(ParameterInfo parameter) =>
        parameter.ParameterType == typeof(Guid) ? s_id
        : parameter.HasDefaultValue ? (parameter.ParameterType.IsValueType && parameter.DefaultValue is null ? Activator.CreateInstance(parameter.ParameterType) : parameter.DefaultValue)
        : parameter.ParameterType == typeof(string) ? "hole"
        : parameter.ParameterType.IsValueType ? Activator.CreateInstance(parameter.ParameterType)
        : parameter.ParameterType.IsInterface ? Array.CreateInstance(parameter.ParameterType.GetGenericArguments()[0], 0)
        : RuntimeHelpers.GetUninitializedObject(parameter.ParameterType);

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Hole();

    private sealed class RecordingHandler : HttpMessageHandler
    {
        public ConcurrentBag<string> Operations { get; } = [];

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var path = request.RequestUri!.AbsolutePath[1..].Split('/').Select(part => part is "hole" or "0" || part == s_id.ToString() ? "{}" : part);
            Operations.Add($"{request.Method} {string.Join('/', path)}");
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("{}", Encoding.UTF8, "application/json") });
        }
    }
}
