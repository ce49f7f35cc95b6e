// Uses the service through a client that was generated from its description, without a cast.
using System.Text.Json;
using Generated;

var (address, file) = (args[0], args[1]);
using var http = new HttpClient();
var client = new UprightClient(address, http);
FileParameter Picture() => new(File.OpenRead(file), Path.GetFileName(file));

var estimate = await client.EstimateAsync(threshold: 1, expect: AngleExpectation.Camera, picture: Picture());
using var upright = await client.FixAsync(turn: 90, picture: Picture());
var size = new MemoryStream();
await upright.Stream.CopyToAsync(size);

string? code = null;
try
{
    await client.FixAsync(quality: 0, picture: Picture());
}
catch (ApiException<ProblemDetails> refused)
{
    code = refused.Result.Code;
}

var job = await client.StartJobAsync(pictures: [Picture(), Picture()]);
while (job.State == JobState.Running)
{
    await Task.Delay(100);
    job = await client.JobAsync(job.Id);
}

var results = await client.JobAnswersAsync(job.Id);
using var zip = await client.JobPicturesAsync(job.Id);
await client.DeleteJobAsync(job.Id);

Console.WriteLine(JsonSerializer.Serialize(new
{
    decision = estimate.Decision.ToString(),
    angle = estimate.Predicted_angle,
    size = size.Length,
    turned = upright.Headers["Upright-Turned"].Single(),
    code,
    done = job.Done,
    results = results.Count,
    zip = zip.Headers["Content-Type"].Single(),
}));
