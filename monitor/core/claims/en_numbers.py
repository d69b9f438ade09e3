"""English numbers, units, months and dates. Data only; `en` puts them into its table."""

from monitor import model
from monitor.core.claims.language import parse_terms, parse_values

_UNITS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBERS = {
    **{word: value for value, word in enumerate(_UNITS.split(), start=1)},
    **{word: value for value, word in zip(range(20, 100, 10), _TENS.split(), strict=True)},
    "hundred": 100,
    "thousand": 1000,
    "million": 1_000_000,
    "mln": 1_000_000,
    "m": 1_000_000,
    "k": 1000,
    "billion": 1_000_000_000,
    "bn": 1_000_000_000,
}

NUMBER_PHRASES = {
    "half a dozen": 6,
    "half - dozen": 6,
    "half - a - dozen": 6,
    "half - a - million": 500_000,
    "half dozen": 6,
    "half a million": 500_000,
    "half - million": 500_000,
    "quarter of a million": 250_000,
    "a quarter of a million": 250_000,
    "half a billion": 500_000_000,
    "a dozen": 12,
    "a hundred": 100,
    "a thousand": 1000,
    "a million": 1_000_000,
}

UNITS = {
    "day": ("days", "1"),
    "days": ("days", "1"),
    "week": ("days", "7"),
    "weeks": ("days", "7"),
    "fortnight": ("days", "14"),
    "month": ("days", "30"),
    "months": ("days", "30"),
    "daylong": ("days", "1"),
    "weeklong": ("days", "7"),
    "monthlong": ("days", "30"),
    "yearlong": ("days", "365"),
    "year": ("days", "365"),
    "years": ("days", "365"),
    "percent": ("percent", "1"),
    "%": ("percent", "1"),
    "pct": ("percent", "1"),
    "pc": ("percent", "1"),
    "per cent": ("percent", "1"),
    "percentage point": ("points", "1"),
    "percentage points": ("points", "1"),
    "magnitude": ("magnitude", "1"),
    "on the richter scale": ("magnitude", "1"),
    "on richter scale": ("magnitude", "1"),
    "on the moment magnitude scale": ("magnitude", "1"),
    "degrees": ("degrees", "1"),
    "hour": ("hours", "1"),
    "hours": ("hours", "1"),
    "minute": ("minutes", "1"),
    "minutes": ("minutes", "1"),
    "seconds": ("seconds", "1"),
    "kilometer": ("km", "1"),
    "kilometers": ("km", "1"),
    "kilometre": ("km", "1"),
    "kilometres": ("km", "1"),
    "km": ("km", "1"),
    "mile": ("miles", "1"),
    "miles": ("miles", "1"),
    "meter": ("m", "1"),
    "metre": ("m", "1"),
    "meters": ("m", "1"),
    "metres": ("m", "1"),
    "feet": ("ft", "1"),
    "ft": ("ft", "1"),
    "tons": ("t", "1"),
    "tonnes": ("t", "1"),
    "kg": ("kg", "1"),
    "dollar": ("USD", "1"),
    "dollars": ("USD", "1"),
    "usd": ("USD", "1"),
    "euro": ("EUR", "1"),
    "euros": ("EUR", "1"),
    "pound": ("GBP", "1"),
    "pounds": ("GBP", "1"),
    "shekel": ("ILS", "1"),
    "shekels": ("ILS", "1"),
}

UNITS_BEFORE = {
    "USD": ("$", "us$", "usd"),
    "EUR": ("€", "eur"),
    "GBP": ("£", "gbp"),
    "ILS": ("₪", "nis"),
    "magnitude": parse_terms(
        "magnitude | magnitude - | magnitude of | magnitude : | magnitude is | magnitude was | magnitude as | magnitude to | magnitude stood at | magnitude at | m | mw"
    ),
}

SCALE_WORDS = parse_terms(
    "magnitude | magnitudes | richter | richter scale | measuring | measured | measures | registering | registered | registers | strength of | with a strength | seismograph | seismographs | scale"
)

MONTHS = parse_values(
    """january | jan
    february | feb
    march | mar
    april | apr
    may
    june | jun
    july | jul
    august | aug
    september | sept | sep
    october | oct
    november | nov
    december | dec"""
)

DATE_BOUNDS = {
    model.Hedge.AT_MOST: parse_terms(
        "by | before | until | till | no later than | not later than | ahead of | up to | at the latest by | on or before | prior to | by the end of"
    ),
    model.Hedge.AT_LEAST: parse_terms(
        "after | from | no earlier than | not before | no sooner than | since | not earlier than | on or after | starting | beginning"
    ),
    model.Hedge.ABOUT: parse_terms("around | about | on or around | on or about | circa | roughly"),
}

YEAR_OPENERS = parse_terms(
    "recall | recalled | recalls | recalling | remember | remembered | remembers | like | unlike | back to | as in | in | the | of | 's | a | in early | in late | back in | during | that"
)

WEEKDAYS = parse_values(
    """monday | mon
    tuesday | tue | tues
    wednesday | wed
    thursday | thu | thur | thurs
    friday | fri
    saturday
    sunday"""
)
