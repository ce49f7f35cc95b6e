using Upright;
using Upright.Cli;

NativeHeap.KeepSmall(); // before anything else has threads
using var input = ProcessInput.Open();
using var output = Console.OpenStandardOutput();
try
{
    return await Tool.RunAsync(args, new ToolStreams(input, output, Console.Out, Console.Error, ToolStreams.ColourIsWelcome(), !Console.IsErrorRedirected));
}
finally
{
    NativeLibraries.FinishLoading();
}
