"""The garbage collector of a process that runs for weeks: what was built at start is never looked through again.

CPython looks for cycles whenever some hundreds of objects more live than did, and walks all it holds when enough are
new. A service holds a few hundred thousand objects from its start to its end, and makes thousands for each page that it
parses and forgets: most of those walks find nothing. Next: `cli.run` and `judge`, which call this.
"""

import gc

#: New objects before a look at the youngest; those of a page or two.
YOUNG_LIMIT = 20_000


def settle_heap() -> None:
    """Take all that lives now out of the collector's walks. For a process's start, once: it is not undone."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG_LIMIT)
