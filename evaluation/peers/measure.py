"""What a command says, how long the processor works for it, and how much memory it takes.

Linux counts as a command's peak at least what its parent held, so the program that measures stays small.
"""
import os
import subprocess
import tempfile
from dataclasses import dataclass

ONE_THREAD = {
    "OMP_THREAD_LIMIT": "1",
    "OMP_NUM_THREADS": "1",
    "MAGICK_THREAD_LIMIT": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "VIPS_CONCURRENCY": "1",
}


@dataclass
class Measured:
    output: str
    seconds: float  # of the processor, user and system: another program's work does not count
    megabytes: float  # peak resident
    failed: bool


def measured(command, text=""):
    """Runs a command with one thread. text: its standard input. Output: standard output, then standard error."""
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as error:
        given.write(text.encode())
        given.seek(0)
        process = subprocess.Popen(command, stdin=given, stdout=out, stderr=error, env={**os.environ, **ONE_THREAD})
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said = b""
        for stream in (out, error):
            stream.seek(0)
            said += stream.read()
    return Measured(
        said.decode(errors="replace"), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, process.returncode != 0
    )
