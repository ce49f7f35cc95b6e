#!/usr/bin/env dotnet
// 用法:在放有 test_input.jpg 的文件夹里运行  dotnet run 推理.cs
// 结果:output.jpeg(转正的图片)、output_angle.txt(角度)、output_meta.json(详细信息)
#:package Upright.All@*
#:property PublishAot=false
using System.Globalization;
using Upright;

const string Input = "test_input.jpg";
if (!File.Exists(Input))
{
    Console.Error.WriteLine($"找不到 {Input}:请把图片放到当前文件夹({Directory.GetCurrentDirectory()})并取名为 {Input}。");
    return UprightError.FileNotFound.ExitCode;
}

try
{
    // 模型随库一起提供,只加载一次
    using var upright = Uprighter.Create();

    // 读入、判断角度、转正、写出;原图不会改动
    var report = await upright.FixAsync(Input, "output.jpeg");
    report.WriteBeside("output.jpeg");

    // 正数:需要顺时针转;负数:需要逆时针转
    var angle = report.Estimate.Angle.Degrees.ToString("0.0", CultureInfo.InvariantCulture);
    Console.WriteLine($"Predicted angle: {angle}°");

    // 没有把握时不改动图片:output.jpeg 与原图逐字节相同
    if (report.Estimate.Decision == Decision.Unsure)
    {
        var confidence = report.Estimate.Confidence.ToString("0.00", CultureInfo.InvariantCulture);
        Console.WriteLine($"没有把握(置信度 {confidence}),图片未改动。");
    }

    return 0;
}
catch (UprightException exception)
{
    Console.Error.WriteLine($"{Input} 无法处理({exception.Error.Code}):{exception.Message}");
    return exception.Error.ExitCode;
}
