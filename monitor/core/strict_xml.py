"""XML to a plain tree, by expat: for OPML and sitemaps, which no feed parser reads.

Refuses every declaration of an entity (what XML bombs and file readers are made of) and nesting beyond any honest
file's. Text is read in the encoding its bytes are in, as feeds and pages are. Never raises, whatever the bytes.
Next: `opml`, `sitemaps`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from monitor.core import encoding

#: Honest files nest a handful of levels; a tree of millions would cost the reader more than the writer.
MAX_DEPTH = 100
#: A sitemap has at most 50,000 addresses (sitemaps.org), one for news 1,000 with some ten elements each.
MAX_ELEMENTS = 250_000


@dataclass(slots=True)
class Element:
    """One element. Names are in lower case and without their prefix: files in the field agree on neither."""

    name: str
    attributes: dict[str, str]
    line: int
    children: list["Element"] = field(default_factory=list)
    #: The pieces of text directly in it: a text that grew piece by piece would be copied each time.
    pieces: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text directly in it, children's apart."""
        return "".join(self.pieces)

    def find_children(self, name: str) -> Iterator["Element"]:
        """Yield the children of a name, in order."""
        return (child for child in self.children if child.name == name)

    def find_text(self, *path: str) -> str:
        """Return the text at the end of a path of names, by the first child of each; "" where there is none."""
        found: Element | None = self
        for name in path:
            found = next(found.find_children(name), None) if found else None
        return found.text.strip() if found else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What could be read of some bytes: everything before the first trouble."""

    #: None where not even the root could be read, or nothing may be.
    root: Element | None
    #: What is wrong and where ("line 3: mismatched tag"); "" when nothing is.
    problem: str = ""


class _RefusedError(Exception):
    """The file is not read any further."""


def parse_xml(body: bytes, *, content_type: str | None = None) -> Document:
    """Read XML; `content_type` is the header's value, where there was one."""
    # "utf-8" outweighs the declaration in the file, which the decoding has heeded already.
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    reader = _Reader(parser)
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.add_text
    parser.EntityDeclHandler = reader.refuse_entity
    try:
        parser.Parse(encoding.decode_page(body, content_type=content_type).encode(), True)
    except expat.ExpatError as error:
        return Document(root=reader.root, problem=f"line {error.lineno}: {expat.ErrorString(error.code)}")
    except _RefusedError as error:
        return Document(root=None, problem=f"line {parser.CurrentLineNumber}: {error}")
    return Document(root=reader.root)


class _Reader:
    """Builds the tree from expat's events."""

    def __init__(self, parser: expat.XMLParserType) -> None:
        self.root: Element | None = None
        self._parser = parser
        self._open: list[Element] = []
        self._count = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= MAX_DEPTH:
            raise _RefusedError(f"elements stand in one another more than {MAX_DEPTH} deep")
        self._count += 1
        if self._count > MAX_ELEMENTS:
            raise _RefusedError(f"it has more than {MAX_ELEMENTS:,} elements")
        element = Element(
            _bare(name),
            {_bare(key): value for key, value in attributes.items()},
            self._parser.CurrentLineNumber,
        )
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def end(self, _name: str) -> None:
        self._open.pop()

    def add_text(self, text: str) -> None:
        self._open[-1].pieces.append(text)

    def refuse_entity(self, name: str, *_declared: object) -> None:
        raise _RefusedError(f"it declares an entity ({name[:40]}), which is not read")


def _bare(name: str) -> str:
    return name.rpartition(":")[2].lower()
