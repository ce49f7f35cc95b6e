using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Upright.Files;
using Upright.Imaging;

namespace Upright.Pages.Apart;

/// <summary>The other side: answers what it is asked about one document at a time.</summary>
internal sealed class ReaderRole
{
    private const int StackSize = 4 << 20;

    private PdfHere? document;
    private PictureSource? source;

    /// <summary>Answers until the other side closes.</summary>
    public static void Serve(Stream input, Stream output)
    {
        // A key pressed at the terminal, or the end of a service, is for the process that asks; with it this one ends.
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, static signal => signal.Cancel = true);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, static signal => signal.Cancel = true);
        BlockingCollection<BinaryReader> questions = [];
        var role = new ReaderRole();
        Thread answering = new(() => role.Answer(questions, output), StackSize) { IsBackground = true };
        answering.Start();
        while (Frames.ReadAsync(input, CancellationToken.None).GetAwaiter().GetResult() is { } question)
        {
            questions.Add(question);
        }

        // Whatever it is at, nobody waits for it: returning ends the program.
    }

    private void Answer(BlockingCollection<BinaryReader> questions, Stream output)
    {
        foreach (var question in questions.GetConsumingEnumerable())
        {
            output.Write(Frames.Of(writer => TryAnswer(question, writer)).Span);
            output.Flush();
        }
    }

    private void TryAnswer(BinaryReader question, BinaryWriter writer)
    {
        var start = writer.BaseStream.Position;
        try
        {
            writer.Write((byte)AnswerKind.Given);
            Answer((QuestionKind)question.ReadByte(), question, writer);
        }
        catch (UprightException exception)
        {
            Refuse(exception.Error, exception.Detail ?? "");
        }
        catch (OutOfMemoryException)
        {
            Begin(AnswerKind.OutOfMemory);
        }
        catch (Exception exception) when (PdfHere.IsOfParsing(exception))
        {
            Refuse(UprightError.DamagedDocument, exception.Message);
        }

        void Refuse(UprightError error, string detail)
        {
            Begin(AnswerKind.Refused);
            writer.Write(error.Code);
            writer.Write(detail);
        }

        void Begin(AnswerKind kind)
        {
            writer.Flush();
            writer.BaseStream.SetLength(start);
            writer.Write((byte)kind);
        }
    }

    private void Answer(QuestionKind kind, BinaryReader question, BinaryWriter writer)
    {
        switch (kind)
        {
            case QuestionKind.Open:
                Close();
                (source, var limits) = OpenQuestion.Read(question);
                document = PdfHere.Open(source, limits);
                writer.Write(document.PageCount);
                break;
            case QuestionKind.Close:
                Close();
                break;
            case QuestionKind.Write:
                Write(WriteQuestion.Read(question), writer);
                break;
            default:
                Answer(PageQuestion.Read(kind, question), writer);
                break;
        }
    }

    private void Close()
    {
        document?.Dispose();
        source?.Dispose();
        (document, source) = (null, null);
    }

    private void Answer(PageQuestion question, BinaryWriter writer)
    {
        switch (question.Kind)
        {
            case QuestionKind.Count:
                writer.Write(document!.PageCount);
                break;
            case QuestionKind.Read:
                Readings.Write(writer, document!.Read(question.Number, CancellationToken.None));
                break;
            case QuestionKind.Size:
                var (width, height) = document!.Size(question.Number);
                writer.Write(width);
                writer.Write(height);
                break;
            case QuestionKind.Draw:
                Readings.Write(writer, document!.Draw(question.Number, question.LongSide, CancellationToken.None));
                break;
        }
    }

    // The whole is written and read again here, and what follows the document's own bytes is answered.
    private void Write(WriteQuestion question, BinaryWriter writer)
    {
        try
        {
            using var whole = TemporaryFiles.Create(Path.GetTempPath(), FileOptions.DeleteOnClose);
            document!.Write(question.Pages, question.Options, whole, CancellationToken.None);
            whole.Position = source!.Length;
            writer.Flush();
            whole.CopyTo(writer.BaseStream);
        }
        catch (Exception exception) when (AtomicFile.IsRefusal(exception))
        {
            throw new UprightException(UprightError.CannotWrite, exception.Message, exception); // the disk is full, and the document none the worse
        }
    }
}
