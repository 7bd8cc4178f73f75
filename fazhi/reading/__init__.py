"""Read any file a town publishes: bytes in, `Text` out."""

from fazhi.reading.inside import FORMATS
from fazhi.reading.limits import Limits
from fazhi.reading.reader import read_bytes, read_file

__all__ = ["FORMATS", "Limits", "read_bytes", "read_file"]
