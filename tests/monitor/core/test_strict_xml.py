import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core import strict_xml

BOMB = (
    b'<?xml version="1.0"?>\n<!DOCTYPE lolz [\n<!ENTITY a "lol">\n<!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">\n]>\n'
    b"<opml>&b;</opml>"
)


def test_elements_come_with_names_attributes_texts_and_lines():
    document = strict_xml.parse_xml(b'<ns:Root xmlUrl="u">\n<a>one &amp; <b>deep</b>two</a><a/></ns:Root>')
    assert document.problem == ""
    root = document.root
    assert root is not None
    assert (root.name, root.attributes, root.line) == ("root", {"xmlurl": "u"}, 1)
    first, second = root.find_children("a")
    assert (first.text, first.line, second.text) == ("one & two", 2, "")
    assert root.find_text("a", "b") == "deep"
    assert root.find_text("a", "c") == ""
    assert root.find_text("c", "b") == ""


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        (BOMB, "line 3: it declares an entity (a), which is not read"),
        (
            b'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><r>&x;</r>',
            "line 1: it declares an entity (x), which is not read",
        ),
        (
            b'<!DOCTYPE r [<!ENTITY % x SYSTEM "https://other.example/x.dtd">%x;]><r/>',
            "line 1: it declares an entity (x), which is not read",
        ),
        (b"<a>" * 101, "line 1: elements stand in one another more than 100 deep"),
        (b"<a>" + b"<b/>" * 250_000, "line 1: it has more than 250,000 elements"),
    ],
)
def test_what_bombs_are_made_of_is_not_read_at_all(body, problem):
    assert strict_xml.parse_xml(body) == strict_xml.Document(root=None, problem=problem)


def test_broken_xml_gives_what_stood_before_the_trouble_and_its_line():
    document = strict_xml.parse_xml(b"<a><b>x</b>\n<c></b></a>")
    assert document.problem == "line 2: mismatched tag"
    assert document.root is not None
    assert document.root.find_text("b") == "x"
    assert strict_xml.parse_xml(b"") == strict_xml.Document(root=None, problem="line 1: no element found")


@pytest.mark.parametrize(
    ("encoding", "declared"), [("utf-8", "iso-8859-1"), ("cp1255", "windows-1255"), ("utf-16", "utf-16")]
)
def test_text_is_read_in_the_encoding_its_bytes_are_in(encoding, declared):
    body = f'<?xml version="1.0" encoding="{declared}"?><a>עשרים</a>'.encode(encoding)
    root = strict_xml.parse_xml(body).root
    assert root is not None
    assert root.text == "עשרים"


@given(st.binary() | st.text(alphabet="<>/&;![]ab \"='").map(str.encode))
def test_no_bytes_make_it_raise(body):
    document = strict_xml.parse_xml(body)
    assert document.problem or document.root
