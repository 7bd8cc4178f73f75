"""Why an address was not asked, or nothing usable came: one code each, and what to do by hand."""

from __future__ import annotations

from fazhi.errors import FazhiError

# Codes that a later try may end well with; the others are final for this run.
PASSING = frozenset(("busy", "server_error", "no_connection", "too_slow", "truncated"))
# What happened and what the user may do; the words tell both in other languages by `said.…`.
TOLD = {
    "no_address": ("this is no address of a page", "Write it with http:// or https://."),
    "login": ("the page asks for a name and password", "Log in with a browser and save the page."),
    "other_host": (
        "the address leads out of the hosts listed",
        "Add it to the list if it should be fetched.",
    ),
    "private_network": (
        "the address lies in a private network",
        "Use --allow-private if it is your own.",
    ),
    "no_such_host": ("there is no host of that name", "Check the address."),
    "robots": ("refused by robots.txt", "Ask the site, or save the page from a browser."),
    "robots_unreachable": (
        "robots.txt could not be read, so nothing may be asked",
        "Run again later with --new.",
    ),
    "circle": ("the redirections lead in a circle", "Open the page in a browser and list it."),
    "busy": ("the host asked to wait", "Run again later with --new."),
    "server_error": ("the server failed", "Run again later with --new."),
    "no_connection": (
        "the host does not answer",
        "Check the address, or run again later with --new.",
    ),
    "tls": (
        "the host's certificate or encryption is not to be trusted",
        "Save the page from a browser if you trust it.",
    ),
    "too_slow": (
        "the answer took too long",
        "Save the page from a browser, or run again later with --new.",
    ),
    "truncated": ("the answer ended before its end", "Run again later with --new."),
    "too_large": ("the file is larger than the limit", "Save it by hand, or raise --largest."),
    "bomb": ("the answer unpacks to far more than it holds", "Save the page from a browser."),
    "coding": (
        "the answer came packed in a way that was not asked for (Brotli, Zstandard …)",
        "Save the page from a browser, or unpack the file that is kept.",
    ),
    "bad_answer": ("the answer is no HTTP", "Open the address in a browser."),
    "empty": ("the answer is empty", "Open the address in a browser."),
    "not_found": ("there is no such page", "Find its present address."),
    "to_home": (
        "the address leads to the site's home page: the page is no longer there",
        "Find its present address.",
    ),
    "forbidden": ("the server refuses the page", "Open it in a browser and save it."),
    "odd_status": ("the server answered with an odd status", "Open the address in a browser."),
    "challenge_page": (
        "challenge page: the site asks whether a person is reading",
        "Open it in a browser and save it once the report is shown.",
    ),
    "script_only": (
        "needs a browser: a script fills the page",
        "Save it from a browser once the report is shown.",
    ),
    "viewer_only": (
        "needs a browser: a viewer shows the report",
        "Save the document that the page shows.",
    ),
    "pictures_only": (
        "the report is in pictures of the page",
        "Save them by hand and read them as scans, or ask for the text.",
    ),
    "attachment_only": (
        "the report is in an attachment that could not be fetched",
        "Save the attachment by hand.",
    ),
    "other_format": (
        "what hangs on the page is of a kind that is not read (RAR, 7z, CEB, tables), or damaged",
        "Unpack it or save it in another form, and put that into the folder.",
    ),
    "framed_page": (
        "the report is in a frame that could not be fetched",
        "Save the page in the frame by hand.",
    ),
    "list_page": (
        "this is a list of pages, no report",
        "Give it to --from, which proposes the addresses of its pages.",
    ),
    "redirect_page": (
        "the page only leads to another that could not be fetched",
        "List the address that it leads to.",
    ),
    "same_text": (
        "the next page has the text of one that is there, and no later one was asked for",
        "Open the page in a browser and look whether the report ends there.",
    ),
    "same_words": (
        "only what stands around the article has changed",
        "Nothing is to be done.",
    ),
    "another_article": (
        "another article stands at the address now",
        "Both are kept: look which is meant, and mend the list.",
    ),
    "duplicate": (
        "the same file came from another address of the list",
        "Nothing is to be done.",
    ),
    "not_unpacked": (
        "the file could not be taken out of its ZIP",
        "Unpack it by hand, with its password if it has one.",
    ),
    "too_many": (
        "one link, page or packed file more than is looked at of one address or in one ZIP",
        "List its address itself, or save it by hand.",
    ),
    "no_report": ("no file of a kind that is read came", "Open the address in a browser."),
}


class Refused(FazhiError):
    """An address from which nothing usable comes; `code` is a word of `TOLD`.

    Args:
        code: why.
        where: the address.
        status: of the answer, 0 where there was none.
        until: for a passing reason, after how many seconds to ask again; 0 not in this run.
        rest: seconds for which the host asked to be left alone.
    """

    def __init__(
        self, code: str, where: str, status: int = 0, until: float = 0.0, rest: float = 0.0
    ) -> None:
        message, hint = TOLD[code]
        super().__init__(message, where=where, hint=hint, code=code)
        self.status = status
        self.until = until
        self.rest = rest

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.code, self.where, self.status, self.until, self.rest)

    @property
    def passing(self) -> bool:
        """Whether a later try may end well."""
        return self.code in PASSING


def told_of(code: str, address: str) -> Refused:
    """The reason for a code of captures, in words; `no_report` for one that has none."""
    return Refused(code if code in TOLD else "no_report", address)
