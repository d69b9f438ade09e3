"""Bags: files with the SHA-256 of each, as BagIt 1.0 (RFC 8493) has them, and the ZIP around them.

`pack` and `unpack` are each other's inverse: a bag has one form only, so that no byte of it, of a manifest or of the ZIP itself can
differ unseen. Refuses a ZIP of any other form. Next: `checking`, which looks inside.
"""

import hashlib
import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from monitor import __version__

#: What is proved lies here; what describes it beside it.
DATA = "data/"
_DATA_MANIFEST = "manifest-sha256.txt"
_TAG_MANIFEST = "tagmanifest-sha256.txt"
_DECLARATION = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
_LINE = re.compile(r"([0-9a-f]{64})  ([!-~]+)")
#: The first day that a ZIP can name: when a bundle was made is no fact about the change.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
#: All that reading a damaged ZIP may raise.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What is wrong with one file of a bundle; "" names the ZIP around them."""

    file: str
    detail: str


def seal(files: Files, *, about: str) -> dict[str, bytes]:
    """Add to some files what makes them a bag: its declaration and the manifests. `about` names it to other programs."""
    payload = {name: body for name, body in files.items() if name.startswith(DATA)}
    size = sum(len(body) for body in payload.values())
    info = (
        f"Bag-Software-Agent: Claimwatch {__version__}\n"
        f"External-Identifier: {about}\n"
        f"Payload-Oxum: {size}.{len(payload)}\n"
    )
    tags = {name: body for name, body in files.items() if name not in payload}
    tags |= {"bagit.txt": _DECLARATION, "bag-info.txt": info.encode(), _DATA_MANIFEST: _list(payload)}
    return payload | tags | {_TAG_MANIFEST: _list(tags)}


def find_faults(files: Files) -> tuple[Fault, ...]:
    """Find every file that is not what the manifests say, is missing, or is not listed."""
    payload = {name for name in files if name.startswith(DATA)}
    tags = files.keys() - payload - {_TAG_MANIFEST}
    return (
        *_compare(files, _TAG_MANIFEST, names=tags),
        *_compare(files, _DATA_MANIFEST, names=payload),
    )


def pack(root: str, files: Files) -> bytes:
    """Write files under one folder into a ZIP, uncompressed and undated, in the order of their names."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for name, body in sorted(files.items()):
            info = zipfile.ZipInfo(f"{root}/{name}", date_time=_NO_DATE)
            info.create_system = 3
            info.external_attr = 0o644 << 16
            archive.writestr(info, body)
    return out.getvalue()


def unpack(archive: bytes) -> tuple[dict[str, bytes], tuple[Fault, ...]]:
    """Read a ZIP into its files, and say what is wrong with the ZIP; no files where it cannot be read."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            members = opened.infolist()
            if sum(member.file_size for member in members) > len(archive):
                return {}, (Fault(file="", detail="It is compressed, which no bundle of ours is."),)
            found = {member.filename: _read(opened, member) for member in members}
    except _DAMAGE:
        return {}, (Fault(file="", detail="It is damaged, or no ZIP at all."),)
    roots = {name.partition("/")[0] for name in found}
    files = {name.partition("/")[2]: body for name, body in found.items() if body is not None}
    damaged = tuple(
        Fault(file=name.partition("/")[2], detail="Its bytes were altered: the ZIP's own check sum differs.")
        for name, body in found.items()
        if body is None
    )
    if damaged or (len(roots) == 1 and pack(roots.pop(), files) == archive):
        return files, damaged
    return files, (Fault(file="", detail="The ZIP was packed anew, or altered outside the files in it."),)


def _read(opened: zipfile.ZipFile, member: zipfile.ZipInfo) -> bytes | None:
    """Read one file; None where its bytes are not those that were packed."""
    try:
        return opened.read(member)
    except zipfile.BadZipFile:
        return None


def _list(files: Files) -> bytes:
    lines = (f"{hashlib.sha256(body).hexdigest()}  {name}\n" for name, body in sorted(files.items()))
    return "".join(lines).encode("ascii")


def _compare(files: Files, manifest: str, *, names: Iterable[str]) -> Iterator[Fault]:
    """Yield what differs between a manifest and the files that it should list."""
    if manifest not in files:
        yield Fault(file=manifest, detail="It is missing.")
        return
    found = {name: files[name] for name in names}
    if files[manifest] == _list(found):
        return
    listed = _parse(files[manifest])
    if listed is None:
        yield Fault(file=manifest, detail="It was altered: it is no list of digests as we write them.")
        return
    sound = {name: hashlib.sha256(body).hexdigest() for name, body in found.items()}
    for name in sorted(listed.keys() | sound.keys()):
        if name not in sound:
            yield Fault(file=name, detail="It is listed and missing.")
        elif name not in listed:
            yield Fault(file=name, detail=f"It is not listed in {manifest}.")
        elif listed[name] != sound[name]:
            yield Fault(
                file=name, detail=f"It, or its line in {manifest}, was altered: its SHA-256 is another."
            )


def _parse(manifest: bytes) -> dict[str, str] | None:
    """Read a manifest's digests by file name; None where it is not written as we write it."""
    try:
        lines = manifest.decode("ascii").removesuffix("\n").split("\n")
    except UnicodeDecodeError:
        return None
    found = [_LINE.fullmatch(line) for line in lines]
    listed = {line[2]: line[1] for line in found if line}
    rewritten = "".join(f"{digest}  {name}\n" for name, digest in sorted(listed.items()))
    return listed if rewritten.encode("ascii") == manifest else None
