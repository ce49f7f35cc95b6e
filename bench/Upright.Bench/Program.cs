using Upright.Bench;

// Without arguments: every question, several times, each time in a process of its own, because peak memory only ever grows
// and because the first call is what a user of the tool waits for. With a question's name and a picture: one such run.
// "kernels FOLDER" and "fills FOLDER" compare qualities instead, "warps" the time of turning; "products TOOL [COUNT]" runs the tool on a drawn folder,
// "memory TOOL" on documents and folders of growing size, "start TOOL [PICTURE…]" on one small picture at a time.
// "gpu DEVICE FOLDER [COUNT]" measures a GPU, or rehearses that on the processor, with a folder of pictures; "draw FOLDER COUNT" draws such a folder.
// "damaged SECONDS [SEED]" feeds the decoders pictures with bytes changed at random.
if (args is ["kernels", var pictures])
{
    KernelComparison.Print(pictures, count: 60);
    return 0;
}

if (args is ["fills", var pages])
{
    FillComparison.Print(pages, count: 400);
    return 0;
}

if (args is ["warps"])
{
    WarpComparison.Print();
    return 0;
}

if (args is ["products", var tool, .. var many])
{
    ProductBenchmark.Print(tool, many is [var number] ? int.Parse(number) : 1200);
    return 0;
}

if (args is ["memory", var published])
{
    MemoryBenchmark.Print(published);
    return 0;
}

if (args is ["start", var installed, .. var smallPictures])
{
    StartBenchmark.Print(installed, smallPictures);
    return 0;
}

if (args is ["draw", var target, var howMany])
{
    ProductPictures.Draw(target, int.Parse(howMany));
    return 0;
}

if (args is ["gpu", var device, var mixed, .. var lots])
{
    await new GpuBenchmark(Enum.Parse<Upright.NetworkDevice>(device, ignoreCase: true), [.. Directory.GetFiles(mixed).Order(StringComparer.Ordinal)], lots is [var times] ? int.Parse(times) : 1000).PrintAsync();
    return 0;
}

if (args is ["damaged", var seconds, .. var seeds])
{
    return DamagedPictures.Print(TimeSpan.FromSeconds(int.Parse(seconds)), seeds is [var seed] ? int.Parse(seed) : 1) ? 0 : 1;
}

if (args is [var name, var picture])
{
    Run.Once(Questions.All[name], picture);
    return 0;
}

var runs = args is [var count] ? int.Parse(count) : 5;
var folder = Directory.CreateTempSubdirectory("upright-bench-");
try
{
    var photo = Path.Combine(folder.FullName, "photo.jpg");
    TwentyMegapixelPhoto.Draw(photo);
    Console.WriteLine($"Picture: {new FileInfo(photo).Length / 1e6:0.0} MB, {TwentyMegapixelPhoto.Width} x {TwentyMegapixelPhoto.Height}; {runs} runs, fastest / median.");
    Console.WriteLine();
    Console.WriteLine("| question | stages, ms | sum, ms | whole process, ms | processor, ms | peak memory, MB |");
    Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
    foreach (var question in Questions.All.Keys)
    {
        Console.WriteLine(Run.Repeatedly(question, photo, runs));
    }
}
finally
{
    folder.Delete(recursive: true);
}

return 0;
