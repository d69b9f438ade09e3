"""A bundle proves what it says, and no byte of it can be altered unseen."""

import io
import json
import random
import shutil
import subprocess
import zipfile
from dataclasses import replace

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.checker import Checker

from monitor import model
from monitor.core import bundle
from monitor.core.bundle import bag
from tests import builders
from tests.builders import exhibits
from tests.fakes.readings import article_reading


@pytest.fixture(scope="module")
def exhibit() -> bundle.Exhibit:
    return exhibits.exhibit(article_reading())


@pytest.fixture(scope="module")
def packed(exhibit) -> bytes:
    return bundle.build_archive(exhibit)


@pytest.fixture(scope="module")
def files(packed) -> dict[str, bytes]:
    return bag.unpack(packed)[0]


def resealed(files: dict[str, bytes], **changed: bytes) -> dict[str, bytes]:
    """What a forger hands out who reckons all digests anew; "" takes a file away."""
    kept = {name: body for name, body in files.items() if "manifest" not in name and "bag" not in name}
    return bag.seal(kept | changed, about="claimwatch-change-12-ledger")


def test_a_bundle_is_sound_and_the_same_bytes_each_time(exhibit, packed):
    assert bundle.verify_archive(packed) == ()
    assert bundle.build_archive(exhibit) == packed


def test_a_bundle_holds_the_pages_as_they_came(files):
    assert files["data/version-2/page.html.txt"].startswith(b"<html><body><p>Israel says 22")
    assert "20 رهينة".encode() in files["data/version-3/page.html.txt"]
    assert "data/version-1/page.html.txt" not in files
    assert sorted(name for name in files if "chain/" in name) == [
        f"data/chain/000{number}.json" for number in (1, 2, 3)
    ]


def test_a_change_says_who_read_it_when_and_by_which_digests(files, exhibit):
    told = json.loads(files["data/change.json"])
    old, new = told["versions"]
    assert (old["number"], new["read_by"]) == (2, "0.1.0/3/abcdef012345")
    assert told["change"]["first_seen_new_at"] == "2025-09-01T15:00:00Z"
    assert told["change"]["severity"] == "high"
    assert told["change"]["claim_changes"][0]["new"]["low"] == "20"
    assert [mark["chain_sha256"] for mark in told["chain"]] == [chain for _, chain in exhibit.marks]


def test_the_readme_says_what_changed_and_what_is_not_proved(files, exhibit):
    text = files["README.txt"].decode()
    assert "- hostages alive: now 20, before 22" in text
    assert "No correction notice is new" in text
    assert "WHAT IT DOES NOT PROVE" in text
    assert exhibit.marks[-1][1] in text
    assert "The Coastal Ledger" in text
    assert max(map(len, text.splitlines())) < 120


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="needs sha256sum")
def test_what_the_readme_tells_to_do_by_hand_works(packed, exhibit, tmp_path):
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    (root,) = tmp_path.iterdir()
    for manifest in ("tagmanifest-sha256.txt", "manifest-sha256.txt"):
        subprocess.run(["sha256sum", "-c", "--strict", manifest], cwd=root, check=True, capture_output=True)
    said = subprocess.run(
        ["sha256sum data/chain/*.json"], cwd=root, shell=True, check=True, capture_output=True, text=True
    )
    assert [line.split()[0] for line in said.stdout.splitlines()] == [chain for _, chain in exhibit.marks]
    page = subprocess.run(
        ["sha256sum", "data/version-3/page.html.txt"], cwd=root, check=True, capture_output=True, text=True
    )
    assert json.loads((root / "data/chain/0003.json").read_text())["body"] == page.stdout.split()[0]


def test_the_web_archive_is_read_back_by_its_own_library(files, exhibit, tmp_path, capsys):
    (tmp_path / "a.warc").write_bytes(files["data/responses.warc"])
    checker = Checker(type("Asked", (), {"inputs": [str(tmp_path / "a.warc")], "verbose": True}))
    checker.process_all()
    assert checker.exit_value == 0
    assert "digest pass" in capsys.readouterr().out
    found = [
        (
            record.rec_headers["WARC-Date"],
            record.http_headers.get_statuscode(),
            record.content_stream().read(),
        )
        for record in ArchiveIterator(io.BytesIO(files["data/responses.warc"]))
        if record.rec_type == "response"
    ]
    assert found == [
        (f"{snapshot.page.fetched_at:%Y-%m-%dT%H:%M:%S.%f}Z", "200", snapshot.page.body)
        for _, snapshot in exhibit.shown
    ]


def test_every_flipped_bit_is_found(packed):
    """Of every byte of the ZIP one bit, chosen by a fixed seed: container, manifests, pages, links, archive, README."""
    chance = random.Random(6)
    missed = []
    for place in chance.sample(range(len(packed)), 700):
        altered = bytearray(packed)
        altered[place] ^= 1 << chance.randrange(8)
        if not bundle.verify_archive(bytes(altered)):
            missed.append(place)
    assert missed == []


def test_a_flipped_bit_is_found_in_every_file_of_an_unpacked_bundle(files):
    chance = random.Random(7)
    for name, body in files.items():
        for _ in range(6):
            altered = bytearray(body)
            altered[chance.randrange(len(body))] ^= 1 << chance.randrange(8)
            found = bundle.verify_files({**files, name: bytes(altered)})
            named = {fault.file for fault in found}
            assert named, name
            assert name in named or "manifest" in name


def test_a_file_that_is_missing_or_came_from_elsewhere_is_named(files):
    for name in files:
        left = {other: body for other, body in files.items() if other != name}
        assert name in {fault.file for fault in bundle.verify_files(left)}, name
    for name in ("data/more.txt", "more.txt"):
        assert [fault.file for fault in bundle.verify_files({**files, name: b"x"})] == [name]


@pytest.mark.parametrize(
    ("name", "old", "new", "said"),
    [
        ("data/version-3/page.html.txt", b"20", b"25", "not the page that its link"),
        ("data/chain/0002.json", b'"status":200', b'"status":203', "not the chain value"),
        ("data/chain/0001.json", b'"body":"', b'"body":"0', "another page"),
        ("data/chain/0002.json", b'"previous":"', b'"previous":"0', "does not follow"),
        ("data/change.json", b"says 20 hostages", b"says 25 hostages", "text of version 3"),
        ("data/change.json", b'"number": 1', b'"number": 7', "cannot be read"),
        ("data/change.json", b'"format": 1', b'"format": 9', "newer"),
        ("data/change.json", b'"format"', b'"from"', "cannot be read"),
        ("data/diff.json", b"says 22 hostages", b"says 23 hostages", "old text"),
        ("data/responses.warc", b"HTTP/1.1 200", b"HTTP/1.1 404", "digest in it is wrong"),
        ("data/responses.warc", b"WARC-Date: 2025", b"WARC-Date: 2024", "not those of the versions"),
    ],
)
def test_a_forger_who_reckons_the_digests_anew_is_found_out(files, name, old, new, said):
    altered = files[name].replace(old, new)
    assert altered != files[name]
    found = bundle.verify_files(resealed(files, **{name: altered}))
    assert said in " ".join(fault.detail for fault in found)


def test_digests_that_contradict_each_other_are_found(files):
    told = json.loads(files["data/change.json"])
    told["versions"][1]["raw_sha256"] = "0" * 64
    told["chain"].reverse()
    forged = json.dumps(told).encode()
    found = bundle.verify_files(resealed(files, **{"data/change.json": forged}))
    said = " ".join(fault.detail for fault in found)
    assert "two different digests" in said
    assert "does not count from version 1" in said


def test_a_bundle_packed_anew_is_told_from_one_of_ours(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, body in files.items():
            archive.writestr(f"other/{name}", body)
    (fault,) = bundle.verify_archive(out.getvalue())
    assert (fault.file, fault.detail.startswith("The ZIP was packed anew")) == ("", True)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("bomb", b"0" * 100_000)
    assert "compressed" in bundle.verify_archive(out.getvalue())[0].detail
    assert "no ZIP at all" in bundle.verify_archive(b"PK")[0].detail


def test_a_removal_shows_the_last_version_alone(exhibit):
    removed = builders.event(model.EventKind.ARTICLE_REMOVED, summary="The article is gone.")
    reading = exhibit.detail.reading
    change = replace(
        reading.change, old_number=3, new_number=None, diff=None, claim_changes=(), events=(removed,)
    )
    alone = replace(
        exhibit,
        detail=replace(
            exhibit.detail, reading=replace(reading, change=change), old=exhibit.detail.new, new=None
        ),
        shown=exhibit.shown[-1:],
    )
    packed = bundle.build_archive(alone)
    assert bundle.verify_archive(packed) == ()
    text = bag.unpack(packed)[0]["README.txt"].decode()
    assert "- The article is gone." in text
    assert "No new text came of it" in text


def test_a_moved_page_and_a_notice_are_told(exhibit):
    reading = exhibit.detail.reading
    noticed = replace(
        exhibit.detail, reading=replace(reading, change=replace(reading.change, notice="Corrected."))
    )
    files = bag.unpack(bundle.build_archive(replace(exhibit, detail=noticed)))[0]
    assert 'The outlet said so in a notice: "Corrected."' in files["README.txt"].decode()
    assert b"Moved for good" not in files["data/version-3/headers.txt"]
