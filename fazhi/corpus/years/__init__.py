"""One authority through the years: whose report it is, its figures, what changed in its text."""

from fazhi.corpus.years import aligned as aligned
from fazhi.corpus.years import authorities as authorities
from fazhi.corpus.years import changes as changes
from fazhi.corpus.years import panel as panel
from fazhi.corpus.years import stale as stale
