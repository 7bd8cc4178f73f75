"""Read any file a town publishes: bytes in, `Text` out."""

from fazhi.read.limits import Limits
from fazhi.read.reader import FORMATS, read_bytes, read_file

__all__ = ["FORMATS", "Limits", "read_bytes", "read_file"]
