"""Whether a later `updated` of a feed's entry, or `lastmod` of a sitemap's, is reason to look at once.

Refuses feeds that date their entries anew at each fetch: such a date says nothing. What is not looked at for its date is
looked at when its turn comes. Next: `storage.sightings`, which keeps the count.
"""

#: So many dates in a row may have brought no new version before the next ones are not believed.
MOST_IN_VAIN = 3
#: No desk edits more than half of its feed between two polls; of a few entries it may.
_LEAST_ENTRIES = 6


def is_bulk(*, known_count: int, later_count: int) -> bool:
    """Whether a poll moved so many dates that they are of no edit: `later_count` of the `known_count` known entries."""
    return known_count >= _LEAST_ENTRIES and later_count * 2 > known_count


def next_vain_count(*, number: int, bumped_number: int, vain_count: int, is_waiting: bool) -> int:
    """Return how many dates in a row, with the one that just came, brought no new version before it.

    `number` is the newest version's now, `bumped_number` what it was at the last date; `is_waiting`: nobody has looked
    since then. More than `MOST_IN_VAIN` are not believed."""
    if number != bumped_number:
        return 1
    return vain_count if is_waiting else vain_count + 1
