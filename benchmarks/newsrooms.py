"""What is told across outlets of an invented story: is it every move, and nothing else?

    python benchmarks/newsrooms.py [--stories 20]

Twenty invented outlets write for four days about a number that changes six times. Each is late in its own way (up to nine hours) and has a wording of its own ("at
least", "some" …); it publishes, edits its newest article, touches an old one, recalls the spring ("In June, 24 …") or writes of something else. Prints,
for each story, the texts, what was told by kind, and what was told amiss: a disagreement with a figure that never was, or was given up a day
before, a consensus on a figure that never was. Exits 1 when anything was told amiss or a lasting figure (a day or more) never became the consensus.
"""

import argparse
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from monitor import model
from tests.monitor.core import newsroom

#: Hour of the story -> the number that is true from then on.
TRUTH = ((0, 20), (30, 22), (31, 23), (33, 25), (36, 28), (72, 19))
RECALLED = 24
HOURS = 96
LATE = (0.0, 0.2, 0.5, 1.0, 2.0, 4.0, 9.0)
WORDINGS = (
    "Officials said {} hostages are alive.",
    "Officials said at least {} hostages are alive.",
    "Some {} hostages are alive, officials said.",
    "There are {} living hostages, a source said.",
)
OUTLETS = (*newsroom.NAMES, *(f"outlet-{number}" for number in range(13)))


@dataclass
class Story:
    """One story as it was written, and what was told of it."""

    seed: int
    room: newsroom.Newsroom = field(default_factory=lambda: newsroom.Newsroom(outlets=OUTLETS))
    text_count: int = 0
    began: datetime = newsroom.NOON

    def run(self) -> None:
        """Write it all down, in the order of time."""
        draw = random.Random(self.seed)
        self.began = self.room.now
        written = sorted(event for outlet in OUTLETS for event in write_outlet(outlet, draw))
        for hour, outlet, article, text in written:
            at = self.began + timedelta(hours=hour)
            while self.room.now < at - timedelta(hours=1):
                self.room.wait(hours=1)
            self.room.now = max(self.room.now, at - timedelta(minutes=1))
            self.room.say(outlet, text, article)
            self.text_count += 1

    @property
    def amiss(self) -> list[str]:
        """What was told and should not have been."""
        return [
            f"{news.bulletin.about}: {news.bulletin.event.summary}"
            for news in self.room.found
            if news.alert and news.bulletin.event.kind != "outlet_last" and not self.is_right(news.bulletin)
        ]

    def is_right(self, bulletin: model.Bulletin) -> bool:
        """Whether the figure told was true within the day before."""
        hour = (bulletin.created_at - self.began) / timedelta(hours=1)
        ends = [*(start for start, _ in TRUTH[1:]), HOURS + 1]
        figure = int(bulletin.new_text.strip(">=<~?"))
        return any(
            start <= hour and end >= hour - 24
            for (start, value), end in zip(TRUTH, ends, strict=True)
            if value == figure
        )

    @property
    def missed(self) -> list[int]:
        """Lasting figures that never became the consensus."""
        told = {
            int(news.bulletin.new_text.strip(">=<~?"))
            for news in self.room.found
            if news.bulletin.event.kind is model.EventKind.CONSENSUS_MOVED
        }
        lasting = (20, 28, 19)
        return [value for value in lasting if value not in told]


def write_outlet(outlet: str, draw: random.Random) -> list[tuple[float, str, str, str]]:
    """Write what one outlet publishes: (hour, outlet, article, text)."""
    wording, late = draw.choice(WORDINGS), draw.choice(LATE)
    texts: dict[str, str] = {}
    events = []
    hour = draw.uniform(0, 3)
    while hour < HOURS:
        value = [value for start, value in TRUTH if start + late <= hour or start == 0][-1]
        newest = f"news-{len(texts)}"
        match draw.choices(("new", "edit", "touch", "recall", "other"), (35, 35, 10, 10, 10))[0]:
            case "edit" if texts:
                newest = list(texts)[-1]
                texts[newest] = f"{wording.format(value)} Update {draw.randrange(10_000)}."
            case "touch" if texts:
                newest = draw.choice(list(texts))
                texts[newest] += " Talks go on."
            case "recall":
                texts[newest] = f"In June, {RECALLED} hostages were alive. Families met in Doha."
            case "other":
                texts[newest] = "Families met in Doha."
            case _:
                texts[newest] = wording.format(value)
        events.append((hour, outlet, newest, texts[newest]))
        hour += draw.expovariate(1 / 4)
    return events


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", type=int, default=20)
    total: Counter[str] = Counter()
    text_count, amiss, missed = 0, [], []
    for seed in range(parser.parse_args().stories):
        story = Story(seed)
        story.run()
        told = Counter(story.room.kinds)
        print(f"story {seed}: {story.text_count} texts; told", dict(told))
        total += told
        text_count += story.text_count
        amiss += story.amiss
        missed += story.missed
    print(f"{text_count} texts; told {dict(total)}; amiss {len(amiss)}; lasting figures missed {len(missed)}")
    for line in amiss:
        print("  amiss:", line)
    return 1 if amiss or missed else 0


if __name__ == "__main__":
    sys.exit(main())
