"""In which language the terminal speaks: English of the code, said as its readers speak."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextvars import ContextVar
from functools import partial
from typing import Any, NoReturn

from typer import BadParameter, Context

from fazhi.codebook.said import SAID, said_in
from fazhi.codebook.told import OF_THE_CODE, REASON, STOPS, error_in, of_system
from fazhi.errors import FazhiError

# Whoever asks for a language by name is spoken to in it, whatever the command does with it.
OPTION = "--lang"
USAGE = 2
# What typer calls the frames of its help, which it keeps in these names for everyone to change.
FRAMES = {
    "ARGUMENTS_PANEL_TITLE": "Arguments",
    "OPTIONS_PANEL_TITLE": "Options",
    "COMMANDS_PANEL_TITLE": "Commands",
    "DEFAULT_STRING": "[default: {0}]",
    "REQUIRED_LONG_STRING": "[required]",
}
_SPOKEN: ContextVar[Mapping[str, str] | None] = ContextVar("spoken", default=None)
_LANGUAGE: ContextVar[str] = ContextVar("language", default="en")
_NAMED: ContextVar[str | None] = ContextVar("named", default=None)


def asked_for(arguments: Sequence[str]) -> str:
    """The language of `--lang` among the arguments, else that of the system."""
    named = next(_named_in(arguments), None)
    _NAMED.set(named)
    return named or of_system()


def _named_in(arguments: Sequence[str]) -> Iterator[str]:
    for at, one in enumerate(arguments):
        if one == OPTION and at + 1 < len(arguments):
            yield arguments[at + 1]
        if one.startswith(f"{OPTION}="):
            yield one.removeprefix(f"{OPTION}=")


def of_answer(given: str | None, known: Sequence[str]) -> str:
    """The language in which a command answers.

    Args:
        given: what its own `--lang` names; one before the command counts where it names none.
        known: the languages that there are words in; one named otherwise is told by who uses it.
    """
    system = of_system()
    return given or _NAMED.get() or (system if system in known else OF_THE_CODE[0])


def without_language(command: Any, arguments: Sequence[str]) -> list[str]:
    """The arguments without a `--lang` that the command asked for has no use for itself."""
    for at, one in enumerate(arguments):
        if not one.startswith("-"):
            command = getattr(command, "commands", {}).get(one, command)
        takes = any(OPTION in getattr(each, "opts", ()) for each in command.params)
        if one == OPTION and not takes:
            return [*arguments[:at], *arguments[at + 2 :]]
        if one.startswith(f"{OPTION}=") and not takes:
            return [*arguments[:at], *arguments[at + 1 :]]
    return list(arguments)


def without_words(command: Any, asked: Sequence[str], taken: Sequence[str]) -> str:
    """A sentence on a language asked for that the terminal has no words in; else empty.

    Args:
        command: the command line.
        asked: the arguments as given.
        taken: those that the command gets. One that takes the language itself tells whether it has
            it: a codebook of the user's may have words that the terminal has not.
    """
    named = _NAMED.get()
    before = any(one.split("=")[0] == OPTION for one in asked[: _at_command(command, asked)])
    if not named or named in OF_THE_CODE or not (before or len(taken) < len(asked)):
        return ""
    from fazhi.codebook.book import load_codebook
    from fazhi.publish.pages.words import languages

    known = ", ".join(languages(load_codebook()))
    return f"The terminal has no words in {named} (only in {known}) and speaks English."


def _at_command(command: Any, arguments: Sequence[str]) -> int:
    """Where the name of a command stands among the arguments; their number if none is named."""
    names = getattr(command, "commands", {})
    return next((at for at, one in enumerate(arguments) if one in names), len(arguments))


def speak(language: str) -> bool:
    """Speak a language from now on; false where there are no such words, or none are needed."""
    if language in OF_THE_CODE:
        return False
    from fazhi.codebook.book import load_codebook
    from fazhi.publish.pages.words import languages

    book = load_codebook()
    if language not in languages(book):
        return False
    _SPOKEN.set(book.book(f"words/{language}", dict[str, str]))
    _LANGUAGE.set(language)
    return True


def spoken() -> str:
    """The short name of the language spoken."""
    return _LANGUAGE.get()


def say(english: str, *values: object) -> str:
    """A sentence with its blanks filled, in the language spoken."""
    return (_SPOKEN.get() or {}).get(SAID + english, english).format(*values)


def translated(sentence: str) -> str:
    """A sentence whose blanks are filled already; English where there are no words for it."""
    words = _SPOKEN.get()
    if not words or not sentence:
        return sentence
    return said_in(words, sentence)


def told(error: FazhiError) -> str:
    """An error in one line: where, what, and what to do next."""
    words = _SPOKEN.get()
    return error_in(words, error) if words else error.in_english()


def named(kind: str, code: str) -> str:
    """What a coded value is called (`role`, `achievements`); its code in English."""
    return (_SPOKEN.get() or {}).get(f"{kind}.{code}", code)


def reason(code: str, message: str) -> str:
    """Why a file failed and what to do, one sentence each; else by its code."""
    for end in re.finditer(r"\. ", message):
        what, hint = message[: end.start()], message[end.end() :]
        if (said := translated(what)) != what:
            return f"{said}{'' if said.endswith(STOPS) else '。'}{translated(hint)}"
    return (_SPOKEN.get() or {}).get(REASON + code) or translated(message)


def run_in(command: Any, arguments: Sequence[str]) -> NoReturn:
    """Run a command of typer whose help and wrong usages are told in the language spoken."""
    for one in _every(command):
        _translate(one)
    try:
        code = command(list(arguments) or ["--help"], prog_name="fazhi", standalone_mode=False)
    except _usage_errors() as error:
        from fazhi.cli.terminal import err, plain

        err.print(f"[red]{say('error')}[/red] {plain(_told_usage(error))}")
        raise SystemExit(USAGE) from error
    raise SystemExit(code or (0 if arguments else USAGE))


def _told_usage(error: Any) -> str:
    """A wrong usage: what is missing is told by what it is for, and where its help stands."""
    sentence = " ".join(error.format_message().split()).replace("Value error, ", "")
    context, parameter = getattr(error, "ctx", None), getattr(error, "param", None)
    if wrong := re.fullmatch(r"Invalid value for (.+?): (.+)", sentence):
        # What is wrong with a value stands inside the sentence on the option.
        told = say("Invalid value for {0}: {1}", wrong[1], translated(wrong[2]))
    elif sentence.startswith("Missing argument") and parameter and parameter.help:
        told = say("Missing: {0}", parameter.help)
    else:
        told = translated(sentence)
    stop = "" if told.endswith(("。", "？")) else "。"
    return told + (stop + say("See {0} --help.", context.command_path) if context else "")


def _usage_errors() -> tuple[type[Any], ...]:
    """What typer raises where it is used wrongly: the root of its errors."""
    return tuple(one for one in BadParameter.__mro__ if one.__name__ == "ClickException")


def _every(command: Any) -> Iterator[Any]:
    """A command and those below it."""
    yield command
    for one in getattr(command, "commands", {}).values():
        yield from _every(one)


def _show_help(show: Callable[[Any, Any], None], context: Any, formatter: Any) -> None:
    # What draws help takes a third of the start of a command that shows none.
    from typer import rich_utils

    for name, english in FRAMES.items():
        setattr(rich_utils, name, say(english, "{}"))
    if _SPOKEN.get():
        # Chinese has no blanks to break a line at: a help longer than its column was cut.
        rich_utils.highlighter = partial(_folded, rich_utils.highlighter)  # type: ignore[assignment]
    show(context, formatter)


def _folded(highlight: Callable[[Any], Any], text: Any) -> Any:
    """A text of help as typer shows it, which goes on in the next line wherever it must."""
    from rich.text import Text

    return Text.assemble(highlight(text), overflow="fold")


def _translate(command: Any) -> None:
    """Help of a command and of its options; its own words in the order of the code."""
    command.help = translated(command.help or "")
    command.format_help = partial(_show_help, command.format_help)
    usage, kinds = command.get_usage, ("options_metavar", "subcommand_metavar")
    command.get_usage = lambda context: usage(context).replace("Usage:", say("Usage:"), 1)
    for kind in kinds:
        if hasattr(command, kind):
            setattr(command, kind, translated(getattr(command, kind)))
    parameters = [*command.params, command.get_help_option(Context(command))]
    for one in parameters:
        if getattr(one, "help", None):
            one.help = translated(one.help)
