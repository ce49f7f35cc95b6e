namespace Upright.Pages.Apart;

/// <summary>The process that read a document ended, or had to be ended.</summary>
internal sealed class ReaderEndedException(string message, Exception? innerException = null) : Exception(message, innerException);
