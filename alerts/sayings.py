"""What an outlet says of a claim, as a message shows it beside what others say. Next: `message`."""

from dataclasses import dataclass

from alerts import places, text, values, windows
from monitor import model

_MAX_HEADLINE = 200
_PARTS = {
    model.Part.FIRST: "First with it",
    model.Part.NEW: "Says so",
    model.Part.OLD: "Still says",
    model.Part.OPEN: "Says nothing against it",
    model.Part.OTHER: "Says otherwise",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceLine:
    """What one outlet says of a claim, clean and on single lines."""

    #: "First with it", "Still says", ….
    part: str
    outlet_name: str
    #: The value in words, and the sentence it stands in.
    value: str
    sentence: str
    headline: str
    #: "" where the outlet's address is not an http(s) one.
    url: str
    #: "rtl" where the article's language is written so, else "auto".
    direction: str
    language: str
    #: The window in which it began to say so.
    since: str
    #: Whether it stands in a text that other outlets have too, which counts once.
    is_copy: bool


def say_evidence(saying: model.Saying) -> EvidenceLine:
    """Say what one outlet says, in plain words."""
    return EvidenceLine(
        part=_PARTS[saying.part],
        outlet_name=text.clean_text(saying.outlet_name).strip(),
        value=values.read_value(saying.value),
        sentence=text.shorten(text.clean_text(saying.sentence).strip(), places.MAX_SENTENCE),
        headline=text.shorten(text.clean_text(saying.headline).strip(), _MAX_HEADLINE),
        url=text.find_link(saying.url),
        direction="rtl" if saying.language in text.RTL_LANGUAGES else "auto",
        language=saying.language or "",
        since=_say_since(saying),
        is_copy=saying.origin_id is not None,
    )


def _say_since(saying: model.Saying) -> str:
    """Say since when an outlet says so: in a window where it said otherwise before, else by its first text."""
    seen = f"{windows.say_day(saying.since)}, {saying.since:%H:%M}"
    if saying.last_otherwise_at is None:
        return f"since its first text, seen {seen} UTC"
    before = saying.last_otherwise_at
    return f"since between {windows.say_day(before)}, {before:%H:%M} and {seen} UTC"
