using Upright.Pages;
using Upright.Pages.Apart;
using Upright.Server;

if (args is [ReaderProgram.Role])
{
    using var input = Console.OpenStandardInput();
    using var output = Console.OpenStandardOutput();
    DocumentReader.Serve(input, output);
    return 0;
}

try
{
    await UprightServer.Build(args).RunAsync();
    return 0;
}
#pragma warning disable CA1031 // The last place where anything can be told: a setting, a port, the model.
catch (Exception exception)
#pragma warning restore CA1031
{
    await Console.Error.WriteLineAsync($"upright: the service cannot start or go on: {exception.Message.ReplaceLineEndings(" ")}");
    return 1;
}
