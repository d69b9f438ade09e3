"""What the outlets of a chaos run mean to say: stories, each with a plan of texts, and the pages that show them.

A story goes on to its next text when told to (`Story.go_on`), so that what a watcher must have seen is known exactly.
"""

import itertools
import random
from dataclasses import dataclass, field

_PLACES = ("Doha", "Cairo", "Geneva", "Amman", "Larnaca", "Muscat", "Tunis", "Oslo", "Vienna", "Rabat")
_WORDS = [
    "envoy",
    "map",
    "border",
    "school",
    "winter",
    "bread",
    "harbour",
    "road",
    "café",
    "list",
    "night",
    "paper",
    "minister",
    "promise",
    "engine",
    "window",
    "river",
    "camp",
    "letter",
    "market",
    "doctor",
    "signal",
    "ladder",
    "office",
    "garden",
    "tent",
    "bridge",
    "voice",
    "radio",
    "crossing",
    "convoy",
    "family",
    "table",
    "coast",
    "dust",
    "guard",
    "uncle",
    "field",
    "kitchen",
    "story",
    "rumour",
    "shelter",
    "candle",
    "truck",
    "lawyer",
    "village",
    "mosque",
    "chapel",
    "orchard",
    "widow",
    "soldier",
    "nurse",
    "clerk",
]
_VERBS = [
    "left",
    "found",
    "carried",
    "described",
    "counted",
    "refused",
    "crossed",
    "followed",
    "painted",
    "remembered",
    "mended",
    "guarded",
]
LIVING = "Israel says {} hostages are still alive in Gaza, and the talks on a ceasefire in {} go on."


@dataclass(frozen=True, slots=True)
class Text:
    """What an article says at one time."""

    headline: str
    paragraphs: tuple[str, ...]


@dataclass
class Story:
    """One article, its plan of texts, and how far it has come."""

    path: str
    plan: tuple[Text, ...]
    #: (old, new) of the living hostages at each step of the plan, None where no number changes.
    numbers: tuple[tuple[str, str] | None, ...]
    step: int = 0
    is_removed: bool = False
    request_count: int = 0
    #: Answers in a row that said "no such page" though there is one.
    missing_count: int = 0
    ills: list[str] = field(default_factory=list)

    @property
    def text(self) -> Text:
        return self.plan[self.step]

    def go_on(self) -> bool:
        """Publish the next text; False at the end of the plan."""
        if self.step + 1 == len(self.plan):
            return False
        self.step += 1
        return True


def build_story(outlet: int, number: int) -> Story:
    """Plan an article: two numbers that change, a paragraph that comes, a headline, a return to an earlier text."""
    rng = random.Random(f"story {outlet} {number}")
    place = _PLACES[outlet % len(_PLACES)]
    paragraphs = tuple(_tell(rng) for _ in range(6))
    count = rng.randrange(20, 40)
    headline = f"Gaza ceasefire and hostage talks in {place} enter day {rng.randrange(3, 90)}"

    def text(living: int, *, title: str = headline, more: tuple[str, ...] = ()) -> Text:
        return Text(title, (LIVING.format(living, place), *paragraphs, *more))

    first, second, third = text(count), text(count + 2), text(count - 3)
    longer = text(
        count - 3, more=("Families of the hostages asked to be told first, whatever there was to tell.",)
    )
    reworded = Text(headline.replace("enter", "begin"), longer.paragraphs)
    plan = (first, second, first, third, longer, reworded)
    living = (count, count + 2, count, count - 3, count - 3, count - 3)
    changes = tuple(None if old == new else (str(old), str(new)) for old, new in itertools.pairwise(living))
    length = rng.randrange(4, len(plan) + 1)
    return Story(path=f"/news/{outlet}-{number}", plan=plan[:length], numbers=changes[: length - 1])


def _tell(rng: random.Random) -> str:
    """Make up a paragraph, with punctuation beyond ASCII, that shares hardly a phrase with any other article."""
    return " ".join(_make_sentence(rng) for _ in range(3))


def _make_sentence(rng: random.Random) -> str:
    words = [
        rng.choice(_WORDS) if place % 4 else rng.choice(_VERBS) for place in range(rng.randrange(10, 17))
    ]
    words[3] = f"“{words[3]}”"
    words[6] = f"{words[6]}’s"
    words[8] = f"– {words[8]}"
    return f"{' '.join(words).capitalize()}."


def render(text: Text, *, noise: int) -> bytes:
    """Return the page of a text; what stands around it differs at each fetch."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in text.paragraphs)
    links = "".join(f'<li><a href="/x{noise}-{n}">{noise + n} hurt in a crash</a></li>' for n in range(5))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{text.headline} - Outlet</title>'
        f'<meta name="csrf" content="{noise:x}"></head><body><nav><a href="/">Home</a> {noise} online</nav><main><article>'
        f"<h1>{text.headline}</h1>{body}</article><aside class='related'><ul>{links}</ul></aside></main>"
        f"<footer>Page {noise}</footer></body></html>"
    ).encode()
