"""What was promised and told, and which shortcomings return."""

from fazhi.corpus.promises import plans as plans
from fazhi.corpus.promises import returning as returning
