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

    /// <summary>
    /// The same through TensorRT, in half precision: the network is compiled for the GPU that is there, which takes minutes the first
    /// time and is kept in the user's folder for application data. It is an error if that cannot be used.
    /// </summary>
    TensorRt,
}
