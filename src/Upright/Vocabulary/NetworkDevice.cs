namespace Upright;

/// <summary>What the network runs on. Decoding and turning are the processor's in any case.</summary>
public enum NetworkDevice
{
    /// <summary>An NVIDIA GPU where ONNX Runtime's CUDA build and a GPU are there and work, otherwise the processor.</summary>
    Auto,

    /// <summary>The processor.</summary>
    Cpu,

    /// <summary>An NVIDIA GPU; it is an error if that cannot be used.</summary>
    Cuda,
}
