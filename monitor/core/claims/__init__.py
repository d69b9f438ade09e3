"""Claims: what a text says of the things that are watched, and what changed between two texts.

`build_engine` takes definitions and lexicons; the `Engine` finds and compares. Holds no word of any story. Start with
`engine`, then `find`; `en`, `ar` and `he` hold what is known of each language.
"""

from monitor.core.claims.engine import Engine, build_engine
from monitor.core.claims.notice import find_notices
from monitor.core.claims.printing import (
    list_told,
    print_attribution,
    print_hedge,
    print_phrase,
    print_value,
    print_words,
    to_guide_record,
)
from monitor.core.claims.unread import count_unread, find_unread

__all__ = [
    "Engine",
    "build_engine",
    "count_unread",
    "find_notices",
    "find_unread",
    "list_told",
    "print_attribution",
    "print_hedge",
    "print_phrase",
    "print_value",
    "print_words",
    "to_guide_record",
]
