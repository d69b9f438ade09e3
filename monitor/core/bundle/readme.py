"""The README of a bundle: what it is, what it proves and what not, and how to check it by hand. For a lawyer, in plain words."""

import textwrap
from collections.abc import Iterator, Sequence

from monitor import model
from monitor.core.bundle import facts

_WIDTH = 78

_TEXT = """\
EVIDENCE OF A CHANGE IN A NEWS ARTICLE

{what}

WHAT CHANGED
{changes}

WHEN
{window}
Every time is given in UTC, the world's common time, as the clock of the machine that fetched the page had it.

THE VERSIONS SHOWN
{versions}

WHAT IS IN THIS FOLDER
README.txt                      this text
data/change.html                the change, to read in any browser; it loads nothing from the network
data/change.json                the same for programs, with every time, reason and digest
data/diff.json                  the two texts compared, sentence by sentence
data/version-N/page.html.txt    the page as the server sent it, byte for byte (see 7 below)
data/version-N/headers.txt      addresses, time, the server's status and headers
data/version-N/text.txt         the article's text as our program read it from that page
data/chain/NNNN.json            one link for every version up to this change
data/responses.warc             the same responses in the archivists' format (WARC, ISO 28500)
manifest-sha256.txt             the SHA-256 digest of every file in data
tagmanifest-sha256.txt          the SHA-256 digest of the other files
bagit.txt, bag-info.txt         say that this is a "bag" (BagIt, RFC 8493)

WHAT IT PROVES
A SHA-256 digest is a fingerprint of a file: if one bit of the file is changed, the digest is another, and nobody knows how to make two \
files with the same one.
1. The files are those that were put into this bundle, if the digests in the manifests are right.
2. The pages and times are those that were recorded when they were fetched: each link of the chain names the digest of its page, and \
the digest of the link before. No version can be altered, left out or put in another place without every later link being another.
3. Whoever was given the last link's digest, or this bundle's own, at an earlier time can prove that nothing was altered since.

WHAT IT DOES NOT PROVE
1. That the outlet's server sent these bytes. The connection was encrypted where the address says https, but such a connection leaves \
no receipt that a third person could check. Whoever made this bundle could have invented it as a whole. An archive of a third party \
(for example the Wayback Machine) with the same text is independent evidence.
2. That the clock was right, or that the change happened at one moment: it happened at some time between the two times given.
3. What other readers saw. Servers may send other pages to other places, devices or readers.
4. What happened between two fetches. A text that stood for less time than that may not have been seen.
5. Why the text was changed, or by whom.
6. That our program read the text without fault. The page itself is the evidence; the text and the claims are a reading of it, \
made by the program version named above.
7. How the bytes were packed on their way. Servers pack pages for the transfer (gzip and the like); what is kept is the page unpacked.

HOW TO CHECK IT WITHOUT US
On Linux, open a terminal in this folder. (On a Mac write "shasum -a 256" for "sha256sum"; on Windows "certutil -hashfile FILE SHA256" \
prints the digest of one file.)
1. All files are unaltered if each line of these two ends in "OK":
     sha256sum -c tagmanifest-sha256.txt
     sha256sum -c manifest-sha256.txt
2. The page of a version is the one in the chain. These two must show the same number (beside "body" in the link):
{bodies}
3. Each link follows the one before: the digest of a link's file is the number beside "previous" in the next link.
     sha256sum data/chain/*.json
4. The last link's digest is the chain value of this change:
     {last}
   Compare it with any note, mail or print in which it was given to somebody earlier.

With the program at hand, one command does all of this and more, without a network or a database:
     claimwatch verify BUNDLE.zip
"""


def write_readme(
    detail: model.ChangeDetail, *, marks: Sequence[tuple[str, str]], shown: Sequence[int]
) -> bytes:
    """Write the README of a change. `marks` are the stored digests of versions 1 and on, `shown` the versions that are there whole."""
    text = _TEXT.format(
        what=_say_what(detail),
        changes="\n".join(f"- {line}" for line in _list_changes(detail.reading.change)),
        window=_say_window(detail.reading.change),
        versions="\n".join(_list_versions(detail, marks=marks, shown=shown)),
        bodies="\n".join(
            f"     sha256sum data/version-{number}/page.html.txt ; cat data/chain/{number:04}.json"
            for number in shown
        ),
        last=marks[-1][1],
    )
    wrapped = "\n".join(_wrap(line) for line in text.split("\n"))
    return wrapped.encode("utf-8", "backslashreplace")


def _wrap(line: str) -> str:
    """Break a long line of prose; commands and lists of files stay as they are."""
    if len(line) <= _WIDTH or line.startswith(("     ", "data/")):
        return line
    indent = "   " if line[:1].isdigit() else "  " if line.startswith("- ") else ""
    return textwrap.fill(
        line, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False
    )


def _say_what(detail: model.ChangeDetail) -> str:
    article = detail.reading.article
    return (
        f"Claimwatch, a program that fetches news articles again and again and keeps every version, recorded that an article of "
        f"{article.outlet_name} changed. This folder holds the pages before and after, and what is needed to check that they were "
        f"not altered since. It is change {detail.reading.id} of article {article.id}: {article.url}"
    )


def _list_changes(change: model.Change) -> Iterator[str]:
    for claim in change.claim_changes:
        yield f"{claim.claim_id.replace('_', ' ')}: now {claim.new_text}, before {claim.old_text}"
    for event in change.events:
        if event.claim_id is None:
            yield event.summary or event.kind.value.replace("_", " ")
    if change.new_number is not None:
        yield (
            f'The outlet said so in a notice: "{change.notice}"'
            if change.notice
            else "No correction notice is new in the article."
        )


def _say_window(change: model.Change) -> str:
    return (
        f"The state before was last seen at {facts.print_instant(change.last_seen_old_at)}; "
        f"the new state was first seen at {facts.print_instant(change.first_seen_new_at)}."
    )


def _list_versions(
    detail: model.ChangeDetail, *, marks: Sequence[tuple[str, str]], shown: Sequence[int]
) -> Iterator[str]:
    readers = {one.number: one.read_by for one in (detail.old, detail.new) if one is not None}
    for number in shown:
        raw, chain = marks[number - 1]
        yield f"Version {number}, read by program version {readers[number] or 'unknown'}"
        yield f"     page SHA-256   {raw}"
        yield f"     chain SHA-256  {chain}"
    if detail.new is None:
        yield "No new text came of it: the article was removed or barred. What was seen then is described in data/change.json."
