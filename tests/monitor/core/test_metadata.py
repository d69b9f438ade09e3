from datetime import UTC, datetime

import pytest

from monitor.core import fingerprint, metadata


def part(**facts: str) -> fingerprint.ArticlePart:
    return fingerprint.ArticlePart(facts=tuple(facts.items()), body="")


@pytest.mark.parametrize(
    ("title", "site", "headline"),
    [
        ("Truce begins at dawn - The Ledger", "", "Truce begins at dawn"),
        ("Truce begins at dawn | The Ledger", "", "Truce begins at dawn"),
        ("Truce begins at dawn » The Ledger", "The Ledger", "Truce begins at dawn"),
        ("Truce - hostages freed", "", "Truce - hostages freed"),
        ("Hamas frees hostages - 20 of them", "", "Hamas frees hostages - 20 of them"),
        (
            "Hamas frees the hostages - as talks go on in Doha",
            "",
            "Hamas frees the hostages - as talks go on in Doha",
        ),
        ("Hamas frees the hostages - at last", "The Ledger", "Hamas frees the hostages - at last"),
        ("Truce begins at dawn", "", "Truce begins at dawn"),
    ],
)
def test_the_outlets_name_is_dropped_and_nothing_else(title: str, site: str, headline: str):
    facts = {"title": title} | ({"site": site} if site else {})
    assert metadata.read_headline(part(**facts)) == headline


def test_the_headline_shown_counts_before_all_titles():
    assert metadata.read_headline(part(h1="Shown - here", title_og="Other")) == "Shown - here"


def test_a_description_is_a_subheadline_only_when_it_says_more():
    def read(text: str) -> str:
        return metadata.read_subheadline(
            part(description_og=text),
            headline="Truce begins",
            paragraphs=("Hamas freed 20 people.", "Talks go on."),
        )

    assert read("Hamas freed 20 people. Talks …") == ""
    assert read("Truce begins") == ""
    assert read("Hamas freed 20 people. Talks [...]") == ""
    assert read("Hamas freed 22 people.") == "Hamas freed 22 people."
    assert (
        metadata.read_subheadline(part(standfirst="Shown", description="x"), headline="", paragraphs=())
        == "Shown"
    )


@pytest.mark.parametrize(
    ("facts", "byline"),
    [
        ({"author_ld": "Ruth Almog", "byline": "By somebody"}, "Ruth Almog"),
        ({"author_meta": "https://ledger.example/ruth", "byline": "By Ruth Almog"}, "Ruth Almog"),
        ({"byline": "בקלם: רות"}, "בקלם: רות"),
        ({"byline": "بقلم: سامي ناصر"}, "سامي ناصر"),
        ({"byline": "Byron Adler"}, "Byron Adler"),
        ({}, ""),
    ],
)
def test_a_byline_names_people_only(facts: dict[str, str], byline: str):
    assert metadata.read_byline(part(**facts)) == byline


@pytest.mark.parametrize(
    ("named", "text", "language"),
    [
        ("en-GB", "Talks go on.", "en"),
        ("heb", "Talks go on.", "he"),
        ("iw", "השיחות נמשכות", "he"),
        ("en", "השיחות נמשכות בדוחא", "he"),
        ("fa", "این یک متن است", "fa"),
        ("he", "Talks go on.", "he"),
        ("", "المحادثات مستمرة مع Hamas", "ar"),
        ("", "Talks go on.", None),
        ("x", "20", None),
    ],
)
def test_the_language_is_what_the_page_says_unless_its_script_says_otherwise(
    named: str, text: str, language: str | None
):
    assert metadata.read_language(part(**({"language": named} if named else {})), (text,)) == language


@pytest.mark.parametrize(
    "text",
    [
        "2025-09-01T15:00:00+03:00",
        "2025-09-01 15:00:00 +0300",
        "2025-09-01T12:00:00.000Z",
        "2025-09-01T12:00",
        "2025-09-01 12:00 UTC",
        "Mon, 01 Sep 2025 12:00:00 GMT",
        "Mon, 01 Sep 2025 15:00:00 +0300",
    ],
)
def test_times_are_read_as_utc(text: str):
    assert metadata.read_instant(text) == datetime(2025, 9, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["", "yesterday", "0001-01-01T00:00:00+14:00", "99", "Mon, 01 Sep 20250 12:00:00 GMT"]
)
def test_what_is_no_time_is_none(text: str):
    assert metadata.read_instant(text) is None
