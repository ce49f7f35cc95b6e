using System.Net;
using System.Text.Json;

namespace Upright.Server.Tests;

/// <summary>Requests and answers in short.</summary>
internal static class Sending
{
    /// <summary>Threshold 0 and no dead band: whatever the network thinks of a drawing, it is to be turned.</summary>
    public const string Certain = "threshold=0&dead_band=0";

    public static Task<HttpResponseMessage> PostFileAsync(this HttpClient client, string address, string path, string? mediaType = null)
    {
        var content = new ByteArrayContent(File.ReadAllBytes(path));
        if (mediaType is not null)
        {
            content.Headers.ContentType = new(mediaType);
        }

        return client.PostAsync(address, content);
    }

    public static Task<HttpResponseMessage> PostFormAsync(this HttpClient client, string address, params string[] paths)
    {
        var form = new MultipartFormDataContent();
        foreach (var path in paths)
        {
            form.Add(new ByteArrayContent(File.ReadAllBytes(path)), "picture", Path.GetFileName(path));
        }

        return client.PostAsync(address, form);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response) =>
        JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;

    public static string Header(this HttpResponseMessage response, string name) => response.Headers.GetValues(name).Single();

    /// <summary>Asserts that it is a problem of this code, whose type leads to a heading of the page about errors.</summary>
    public static async Task AssertProblemAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {body}");
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var problem = JsonDocument.Parse(body).RootElement;
        Assert.Equal(
            (code, (int)status, $"/docs/errors.md#{code}"),
            (problem.GetProperty("code").GetString(), problem.GetProperty("status").GetInt32(), problem.GetProperty("type").GetString()));
        Assert.Contains(code, ErrorPage.Headings);
    }
}
