import pytest
from hypothesis import given
from hypothesis import strategies as st

from alerts import address

ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("desk@news.example", "desk@news.example"),
        ("The desk <desk@news.example>", "The desk <desk@news.example>"),
        ("desk@bücher.example", "desk@xn--bcher-kva.example"),
        ("désk@news.example", "désk@news.example"),
    ],
)
def test_an_address_is_read_with_its_name_and_its_domain_in_ascii(words, expected):
    assert str(address.parse_address(words)) == expected


@pytest.mark.parametrize(
    "words",
    [
        "",
        "desk",
        "@news.example",
        "a b@news.example",
        "a\x00@news.example",
        "a@b\r\nBcc: c@d",
        "a@b..example",
    ],
)
def test_what_is_no_address_is_refused(words):
    with pytest.raises(ValueError, match="is no mail address"):
        address.parse_address(words)


@given(st.one_of(ANY_TEXT, st.builds("{}@{}".format, ANY_TEXT, ANY_TEXT)))
def test_whatever_is_read_as_an_address_can_be_sent_to(words):
    try:
        spec = address.parse_address(words).addr_spec
    except ValueError:
        return
    assert spec.rpartition("@")[2].isascii()
    assert spec.isprintable()
    assert "@" in spec
