"""Text reuse: who shares whose words, of what kind, and what was changed."""

from fazhi.corpus.reuse import leftovers as leftovers
from fazhi.corpus.reuse import shared as shared
from fazhi.corpus.reuse import shares as shares
from fazhi.corpus.reuse import wordings as wordings
