"""What commands read: a file or standard input, as bytes or as JSON Lines, with plain words for what is wrong.

Refuses to wait for a terminal: nobody who forgot a file knows that something is asked for. Next: `claims`, `article`.
"""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from monitor import errors

#: Stands for standard input wherever a file is asked for.
STDIN = "-"


def read_bytes(name: str) -> bytes:
    """Read a file, or standard input for "-". Raises InputError."""
    with _open(name) as stream:
        return stream.read()


def read_text(name: str) -> str:
    """Read a file, or standard input for "-", as UTF-8. Raises InputError."""
    try:
        return read_bytes(name).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise errors.InputError(
            f"{'Standard input' if name == STDIN else name}: not UTF-8 (byte {error.start}).",
            hint="Convert it, for instance with iconv.",
        ) from None


def read_json_lines(name: str, *keys: str) -> Iterator[dict[str, Any]]:
    """Yield each JSON object of a file or standard input as soon as its line is there; each must have text under these
    keys. Raises InputError with the line's number."""
    return (record for _, record in read_located(name, *keys))


def read_located(name: str, *keys: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the same objects, each with where it stands: file and line, in words."""
    with _open(name) as stream:
        # By bytes: a line ends at \n alone, not at every character that Unicode breaks lines at.
        for number, line in enumerate(stream, start=1):
            if line.strip():
                where = f"{'standard input' if name == STDIN else name}, line {number}"
                yield where, _parse_record(line, keys, where=where)


def _parse_record(line: bytes, keys: tuple[str, ...], *, where: str) -> dict[str, Any]:
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise errors.InputError(
            f"{where}: not UTF-8 (byte {error.start}).", hint="Convert it, for instance with iconv."
        ) from None
    except (ValueError, RecursionError) as error:
        raise errors.InputError(
            f"{where}: not JSON ({error}).", hint="Write one JSON object a line."
        ) from None
    wanted = ", ".join(f'"{key}"' for key in keys)
    if not isinstance(record, dict):
        raise errors.InputError(
            f"{where}: no JSON object.", hint=f"Each line is an object{wanted and ' with '}{wanted}."
        )
    if missing := [f'"{key}"' for key in keys if not isinstance(record.get(key), str)]:
        raise errors.InputError(
            f"{where}: no text under {', '.join(missing)}.", hint=f"Each line needs {wanted}."
        )
    return record


@contextmanager
def _open(name: str) -> Iterator[BinaryIO]:
    if name == STDIN:
        if sys.stdin is None or sys.stdin.isatty():
            raise errors.InputError(
                "Nothing comes on standard input.",
                hint="Name a file, or send text in: claimwatch … < FILE.",
            )
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as stream:
            yield stream
    except IsADirectoryError:
        raise errors.InputError(
            f"{name} is a folder.", hint="Give a file, or - for standard input."
        ) from None
    except OSError as error:
        raise errors.InputError(
            f"{name} cannot be read: {error.strerror}.", hint="Give a file, or - for standard input."
        ) from None
