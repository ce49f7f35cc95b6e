using System.Text.Json.Nodes;

namespace Upright.Server.Jobs;

/// <summary>One picture of a job, or one document.</summary>
/// <param name="name">What it is called in the results: a bare file name, each once.</param>
/// <param name="input">The picture as it came; gone when it is done.</param>
internal sealed class JobPicture(string name, TemporaryFile input) : IDisposable
{
    public string Name => name;

    public TemporaryFile Input => input;

    /// <summary>How many pages of it are judged, where it is a document.</summary>
    public int JudgedPages { get; set; }

    /// <summary>The upright picture; null while it is not done, and when it failed.</summary>
    public TemporaryFile? Output { get; private set; }

    /// <summary><c>file</c> and the fields of an estimate, or <c>error</c> and <c>message</c>; null while it is not done.</summary>
    public JsonObject? Result { get; private set; }

    public void Succeed(JsonObject result, TemporaryFile output)
    {
        Output = output;
        Done(result);
    }

    public void Fail(string code, string message) => Done(new JsonObject { ["error"] = code, ["message"] = message });

    public void Dispose()
    {
        input.Dispose();
        Output?.Dispose();
    }

    private void Done(JsonObject result)
    {
        result.Insert(0, "file", name);
        Result = result;
        input.Dispose();
    }
}
