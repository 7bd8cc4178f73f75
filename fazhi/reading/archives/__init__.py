"""Web archives (WARC, and WACZ that packs them) opened as the folders of pages that they are."""

ENDINGS = (".warc", ".warc.gz", ".wacz", ".warc.zst")


def is_archive(name: str) -> bool:
    """Whether a file of that name is a web archive."""
    return name.lower().endswith(ENDINGS)
