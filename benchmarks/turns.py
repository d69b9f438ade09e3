"""What is learned of boxes that nothing but their turns gives away: false versions with and without it.

    .venv/bin/python benchmarks/turns.py

An outlet of ten articles, each checked twelve times; between its paragraphs stands a box of no name that shows another text at
each check: headlines of the outlet's other pages, labels without a figure, or a figure that moves. In the seventh check each
article says 22 where it said 20. Nothing is timed, so the figures are the same on every machine.
"""

import random
import sys
from dataclasses import replace

from monitor import model, policy
from monitor.core import brief
from tests import builders
from tests.monitor.core import boxes, conftest, watched

ARTICLES = 10
CHECKS = 12
EDITED_AT = 6
LABELS = (
    "Boats in the old harbour",
    "A bridge in repair",
    "Lanterns along the canal",
    "Bakers before dawn",
    "Geese and a windmill",
    "Roofs after the rain",
)

#: Kind of box -> what it shows at a check.
KINDS = {
    "headlines of other pages": lambda chance: chance.choice(boxes.HEADLINES),
    "labels": lambda chance: chance.choice(LABELS),
    "a figure that moves": lambda chance: f"Oil {chance.randrange(40, 90)}.{chance.randrange(10)}",
}


def main() -> int:
    print(
        f"{'box':28}{'learning':>10}{'edits found':>13}{'false versions':>16}  of {ARTICLES * (CHECKS - 2)}"
    )
    for kind in KINDS:
        for is_learned in (False, True):
            found, false = run(kind, is_learned=is_learned)
            print(f"{kind:28}{'yes' if is_learned else 'no':>10}{found:>8} of {ARTICLES}{false:>16}")
    return 0


class Forgetful(watched.Watched):
    """An article whose text is held against the one before and nothing else."""

    @property
    def past(self) -> model.Past | None:
        known = super().past
        return known and replace(known, surroundings=model.Surroundings())


def run(kind: str, *, is_learned: bool) -> tuple[int, int]:
    """Check all articles in turn; return how many edits were found and how many versions were none."""
    ledger = brief.build_brief(conftest.WATCH, policy.Policy())
    build = watched.Watched if is_learned else Forgetful
    articles = [build(ledger) for _ in range(ARTICLES)]
    chance = random.Random(kind)
    found = false = 0
    for at in range(CHECKS):
        for article in articles:
            article.surroundings = look_around(article, articles)
            outcome = article.check(render(at, KINDS[kind](chance)))
            changes = outcome.change.claim_changes if outcome.change else ()
            found += bool(changes)
            false += outcome.kind is model.CheckKind.NEW_VERSION and not changes
    return found, false


def look_around(article: watched.Watched, articles: list[watched.Watched]) -> model.Surroundings:
    others = [other.history[-1].article for other in articles if other is not article and other.history]
    return model.Surroundings(
        others=tuple(other.paragraphs for other in others[:8]),
        # Seven in ten of the pages a box leads to are in the outlet's feeds.
        titles=boxes.HEADLINES[:7],
    )


def render(at: int, text: str) -> model.FetchedPage:
    body = watched.html(watched.LIVING.format(22 if at >= EDITED_AT else 20))
    return builders.page(body.replace("</article>", f'<div class="x7"><p>{text}</p></div></article>'))


if __name__ == "__main__":
    sys.exit(main())
