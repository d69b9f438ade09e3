"""Articles of 700 words as a wire would write of the talks, hardly a sentence twice, and their second versions.

About two in three sentences speak of what is watched, as in real coverage of the story; people and papers are invented.
"""

import random
import re
from collections.abc import Sequence

WORDS = 700

_WHO = (
    "a senior official briefed on the talks",
    "two diplomats who saw the paper",
    "the spokesman of the mediators",
    "a relative of one of the men",
    "Israeli officials",
    "a Hamas official in Doha",
    "the health ministry in Gaza",
    "Ruth Almog, who leads the families' forum",
    "an aide to the prime minister",
    "a person close to the delegation",
    "Samir Haddad, a former negotiator",
    "the relief agency's coordinator",
)
_WHERE = (
    "late in the evening",
    "in a briefing for reporters",
    "after a meeting that ran past midnight",
    "on the sidelines of a conference in the capital",
    "in a statement released before dawn",
    "while crowds gathered outside the ministry",
    "as the second day of the talks came to an end",
    "in an interview with The Coastal Ledger",
    "before leaving for the airport",
    "at a news conference cut short by rain",
)
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_CORES = (
    "{a} of the hostages still held in Gaza are believed to be alive",
    "the bodies of at least {a} captives remain in the territory, some of them in places nobody can reach",
    "the draft would free {b} living hostages in the first phase in exchange for {e} Palestinian prisoners",
    "{b} captives had already been released under the agreement that was reached in January",
    "the truce on the table would last {c} days and could be extended while the sides go on talking",
    "Hamas would not lay down its weapons unless Israel agreed to end the war for good",
    "Israel was ready to accept a pause of {c} days but had not agreed to withdraw from the corridor",
    "more than {d} people have been killed in Gaza since the war began, most of them women and children",
    "only {e} trucks with food and fuel entered through the southern crossing during the week",
    "the mediators' latest proposal for a ceasefire had been received and was being studied",
    "the talks had stalled over the names of {e} prisoners and over who would patrol the road",
    "the group denied that it had rejected the offer and said its answer would come within days",
)
_QUOTES = (
    "“We have been told to wait before, and we waited {c} days for a list that had nobody's name on it,” said {who} {where}.",
    "“There is a text, there is a date, and there is no trust between the people who would have to sign,” {who} said {where}.",
    "“Nobody should speak of a deal until {b} families have heard a voice on the telephone,” said {who} {where}.",
)
_PLAIN = (
    "The road from the coast was closed to traffic for {c} hours, and drivers left their cars to buy bread from a bakery that had opened early",
    "Shopkeepers near the square took in their awnings, and a brass band that had practised for the holiday was sent home",
    "Markets in the region barely moved, with the main index closing {a} points lower after a quiet afternoon",
    "The hotel, built in 19{t} by a family of shipowners, has hosted a dozen rounds of this kind and keeps a room for interpreters",
    "Aides carried folders between the two floors, and a waiter counted {a} empty cups on a tray by the lift",
    "Schools in the north stayed shut for a third week, while teachers gave lessons over the radio to pupils in {a} villages",
    "The minister, a former engineer who turned {t} this spring, has rarely spoken in public since taking office",
    "Analysts compared the mood with that of an earlier autumn, when hopes had been higher and the weather worse",
)


def article(index: int) -> str:
    """Return an article's text, paragraphs parted by a blank line; the same at every call."""
    chance = random.Random(index)
    paragraphs: list[str] = []
    count = 0
    while count < WORDS:
        paragraph = " ".join(_sentence(chance) for _ in range(chance.choice((1, 2, 2, 3))))
        paragraphs.append(paragraph)
        count += len(paragraph.split())
    return "\n\n".join(paragraphs)


def second_version(text: str, index: int) -> str:
    """Return an article as it stands an hour later: one number is another, one paragraph new, one gone."""
    chance = random.Random(-1 - index)
    paragraphs = text.split("\n\n")
    paragraphs[chance.randrange(3, len(paragraphs))] = f"{_sentence(chance)} {_sentence(chance)}"
    at = next(place for place, paragraph in enumerate(paragraphs) if re.search(r"\d", paragraph))
    paragraphs[at] = re.sub(r"\d+", lambda found: str(int(found[0]) + 3), paragraphs[at], count=1)
    return "\n\n".join([*paragraphs, _sentence(chance)])


def collage(texts: Sequence[str], index: int) -> str:
    """Return 700 words of other people's sentences in random order, their numbers moved: nothing but what is watched."""
    chance = random.Random(index)
    chosen: list[str] = []
    while sum(len(text.split()) for text in chosen) < WORDS:
        chosen.append(move_numbers(chance.choice(texts), by=chance.randint(1, 500)))
    return "\n\n".join(chosen)


def move_numbers(text: str, *, by: int) -> str:
    """Return a text with every whole number another, so that no sentence with one was read before."""
    return re.sub(r"(?<![\d.,])\d+(?![\d.,]*\d)", lambda found: str(int(found[0]) + by), text)


def _sentence(chance: random.Random) -> str:
    numbers = {
        "a": chance.randint(12, 99),
        "b": chance.randint(5, 60),
        "c": chance.randint(3, 90),
        "d": f"{chance.randint(11, 79)},{chance.randint(100, 999)}",
        "e": chance.randint(50, 999),
        "t": chance.randint(31, 89),
        "who": chance.choice(_WHO),
        "where": f"{chance.choice(_WHERE)} on {chance.choice(_DAYS)}",
    }
    kind = chance.random()
    if kind < 0.1:
        return chance.choice(_QUOTES).format(**numbers)
    if kind < 0.4:
        return f"{chance.choice(_PLAIN).format(**numbers)}, {numbers['where']}."
    core = chance.choice(_CORES).format(**numbers)
    return chance.choice(
        (
            f"{core[0].upper()}{core[1:]}, {numbers['who']} said {numbers['where']}.",
            f"According to {numbers['who']}, {core}, a figure that was repeated {numbers['where']}.",
            f"{numbers['who'][0].upper()}{numbers['who'][1:]} said {numbers['where']} that {core}.",
        )
    )
