"""A study of one's own: the folder that `fazhi init` begins."""
