"""What Tesseract reads, and how its words are counted."""
import collections
import os
import re
import subprocess
import unicodedata

ONE_THREAD = {**os.environ, "OMP_THREAD_LIMIT": "1"}


def words(text):
    """Words of two letters or digits at least, without case, as a multiset: their order does not matter."""
    return collections.Counter(re.findall(r"[^\W_]{2,}", unicodedata.normalize("NFKC", text).lower()))


def read(path, language):
    """Its fully automatic mode, without orientation."""
    return subprocess.run(["tesseract", path, "-", "-l", language, "--dpi", "200"], capture_output=True, text=True, errors="replace", env=ONE_THREAD).stdout
