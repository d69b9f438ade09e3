"""Web archives: stored responses as WARC 1.1 (ISO 28500), for the tools of archivists. Written and read with warcio.

What is stored is the body after the transfer's own packing was undone, so the headers that speak of that packing stand under another
name in the archive (`X-Archive-Orig-…`), as archivists do. The headers as received are in the chain's links.
"""

import base64
import hashlib
import io
import uuid
from collections.abc import Sequence
from datetime import UTC, datetime
from http import HTTPStatus

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from monitor import __version__, model
from monitor.core.bundle import bag

NAME = f"{bag.DATA}responses.warc"
#: True of the bytes on the wire, not of those that are stored.
_OF_THE_WIRE = frozenset({"content-encoding", "content-length", "transfer-encoding"})
_VERSION = "WARC/1.1"


def write_archive(snapshots: Sequence[model.Snapshot]) -> bytes:
    """Write one response record for each snapshot, oldest first, behind a record that says who wrote them."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False, warc_version=_VERSION)
    writer.write_record(_build_info(writer, snapshots))
    for snapshot in snapshots:
        writer.write_record(_build_response(writer, snapshot))
    return out.getvalue()


def find_faults(archive: bytes, pages: Sequence[model.FetchedPage]) -> tuple[bag.Fault, ...]:
    """Find what in an archive is not the response that it should be; `pages` in their order."""
    try:
        records = [
            (
                record.rec_headers.get_header("WARC-Target-URI"),
                record.rec_headers.get_header("WARC-Date"),
                record.http_headers.get_statuscode() if record.http_headers else "",
                record.raw_stream.read(),
            )
            for record in ArchiveIterator(io.BytesIO(archive), no_record_parse=False, check_digests="raise")
            if record.rec_type == "response"
        ]
    except (ArchiveLoadFailed, ValueError, EOFError, AttributeError, IndexError) as error:
        return (bag.Fault(file=NAME, detail=f"It cannot be read, or a digest in it is wrong ({error})."),)
    expected = [(page.final_url, _write_date(page.fetched_at), str(page.status), page.body) for page in pages]
    if records == expected:
        return ()
    return (bag.Fault(file=NAME, detail="Its responses are not those of the versions beside it."),)


def _build_info(writer: WARCWriter, snapshots: Sequence[model.Snapshot]) -> ArcWarcRecord:
    fields = (
        ("software", f"Claimwatch {__version__}"),
        ("format", "WARC File Format 1.1"),
        (
            "description",
            "Bodies are stored unpacked. Headers of the packing are named X-Archive-Orig-*; HTTP/1.1 stands for any version.",
        ),
    )
    block = "".join(f"{name}: {value}\r\n" for name, value in fields).encode()
    return writer.create_warc_record(
        "",
        "warcinfo",
        payload=io.BytesIO(block),
        length=len(block),
        warc_headers_dict={
            "WARC-Record-ID": _name_record("warcinfo", snapshots[-1]),
            "WARC-Date": _write_date(snapshots[-1].page.fetched_at),
            "WARC-Block-Digest": _digest(block),
        },
    )


def _build_response(writer: WARCWriter, snapshot: model.Snapshot) -> ArcWarcRecord:
    page = snapshot.page
    headers = StatusAndHeaders(_write_status(page.status), _list_headers(page), protocol="HTTP/1.1")
    headers.compute_headers_buffer()
    return writer.create_warc_record(
        page.final_url,
        "response",
        payload=io.BytesIO(page.body),
        length=len(page.body),
        http_headers=headers,
        warc_headers_dict={
            "WARC-Record-ID": _name_record("response", snapshot),
            "WARC-Date": _write_date(page.fetched_at),
            "WARC-Payload-Digest": _digest(page.body),
            "WARC-Block-Digest": _digest(headers.headers_buff + page.body),
        },
    )


def _list_headers(page: model.FetchedPage) -> list[tuple[str, str]]:
    kept = [
        (f"X-Archive-Orig-{name}" if name in _OF_THE_WIRE else name, _clean(value))
        for name, value in page.headers
    ]
    return [*kept, ("Content-Length", str(len(page.body)))]


def _clean(value: str) -> str:
    """Leave out what would end a header or cannot be encoded."""
    return value.encode("utf-8", "replace").decode().replace("\r", " ").replace("\n", " ")


def _write_status(status: int) -> str:
    known = {one.value: one.phrase for one in HTTPStatus}
    return f"{status} {known.get(status, '')}".strip()


def _write_date(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}Z"


def _digest(block: bytes) -> str:
    return f"sha256:{base64.b32encode(hashlib.sha256(block).digest()).decode()}"


def _name_record(kind: str, snapshot: model.Snapshot) -> str:
    """Name a record by what it holds: the same snapshot is the same record wherever it is written."""
    return f"<{uuid.uuid5(uuid.NAMESPACE_OID, f'{kind} {snapshot.chain_sha256}').urn}>"
