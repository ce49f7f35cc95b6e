using System.Text.Json;
using System.Text.Json.Nodes;

namespace Upright.Cli;

/// <summary>JSON Lines: `file`, then the fields of the metadata file; or `file`, `error`, `message`.</summary>
internal sealed class JsonResults(TextWriter answers) : ResultWriter
{
    public override void Write(PictureResult result)
    {
        JsonObject line = new() { ["file"] = result.File };
        if (result.Failure is { } failure)
        {
            line["error"] = failure.Error.Code;
            line["message"] = failure.Message;
        }
        else
        {
            var fields = JsonNode.Parse(result.Report?.ToJson() ?? result.Estimate!.ToJson())!.AsObject();
            foreach (var (name, value) in fields.ToList())
            {
                fields.Remove(name);
                line[name] = value;
            }

            if (result.Output is not null)
            {
                line["output"] = result.Output;
            }
        }

        answers.WriteLine(line.ToJsonString(new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        answers.Flush();
    }
}
