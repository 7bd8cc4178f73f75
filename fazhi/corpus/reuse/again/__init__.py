"""Finding after a build that kept what it found: only what is new is sought and put together.

What is kept and how it is told from what is new; the kept index of seeds; pairs, families and
places that new reports change. The tables are those of a build from nothing, byte for byte.
"""
