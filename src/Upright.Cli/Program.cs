using Upright;
using Upright.Cli;
using Upright.Pages;
using Upright.Pages.Apart;

NativeHeap.KeepSmall(); // before anything else has threads
Language.UseOfSurroundings();
using var input = ProcessInput.Open();
using var output = Console.OpenStandardOutput();
if (args is [ReaderProgram.Role])
{
    DocumentReader.Serve(input, output);
    return 0;
}

try
{
    return await Tool.RunAsync(args, new ToolStreams(input, output, Console.Out, Console.Error, ToolStreams.ColourIsWelcome(), !Console.IsErrorRedirected));
}
finally
{
    NativeLibraries.FinishLoading();
}
