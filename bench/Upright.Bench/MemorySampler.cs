using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Upright.Bench;

/// <summary>Memory twice a second: this process' own, and the GPU's as nvidia-smi tells it (of all programs), 0 without one.</summary>
internal sealed class MemorySampler : IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly List<(double Process, double Gpu)> _samples = [];
    private readonly Task _sampling;

    public MemorySampler()
    {
        Add();
        _sampling = Task.Run(async () =>
        {
            while (!_stop.IsCancellationRequested)
            {
                await Task.Delay(500, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                Add();
            }
        });
    }

    public (double Process, double Gpu) Last
    {
        get
        {
            lock (_samples)
            {
                return _samples[^1];
            }
        }
    }

    /// <summary>Begins anew.</summary>
    public void Forget()
    {
        lock (_samples)
        {
            _samples.RemoveRange(0, _samples.Count - 1);
        }
    }

    public ((double Process, double Gpu) Low, (double Process, double Gpu) High) Range()
    {
        lock (_samples)
        {
            return ((_samples.Min(sample => sample.Process), _samples.Min(sample => sample.Gpu)), (_samples.Max(sample => sample.Process), _samples.Max(sample => sample.Gpu)));
        }
    }

    public void Dispose()
    {
        _stop.Cancel();
        _sampling.Wait();
        _stop.Dispose();
    }

    private void Add()
    {
        var sample = (Environment.WorkingSet / 1e6, Gpu());
        lock (_samples)
        {
            _samples.Add(sample);
        }
    }

    private static double Gpu()
    {
        try
        {
            using var asked = Process.Start(new ProcessStartInfo("nvidia-smi", ["--query-gpu=memory.used", "--format=csv,noheader,nounits"]) { RedirectStandardOutput = true })!;
            var told = asked.StandardOutput.ReadLine();
            asked.WaitForExit();
            return double.TryParse(told, CultureInfo.InvariantCulture, out var mebibytes) ? mebibytes * 1.048576 : 0;
        }
        catch (Win32Exception)
        {
            return 0;
        }
    }
}
