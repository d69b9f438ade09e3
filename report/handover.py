"""Handover: load a topic's period and render it as one file that stands alone. Next: `views.handover`."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import jinja2

from monitor import errors, model, ports
from report import sheets
from report.views import handover

#: Most changes in one report: more is read as a table, not on paper.
MOST_CHANGES = 500
#: An outlet's word older than this is no longer its word on the state of things, as on the board.
_SPAN = timedelta(days=7)


def build_report(
    readings: ports.Readings,
    topic_id: str,
    *,
    since: datetime | None,
    until: datetime,
    now: datetime,
    watch: model.Watch,
    environment: jinja2.Environment,
) -> bytes:
    """Build the report of a topic from an instant (None: all there is) until another, as HTML. Raises NotFoundError for no topic."""
    topic = next((one for one in watch.topics if one.id == topic_id), None)
    if topic is None:
        raise errors.NotFoundError(f"No topic {topic_id} is watched.")
    found = readings.find_changes(
        model.ChangeFilter(topic_id=topic_id, since=since, until=until, limit=MOST_CHANGES + 1)
    )
    shown = found[:MOST_CHANGES]
    standing = tuple(_load_words(readings, topic_id, until=until))
    article_ids = {one.article.id for one in shown} | {one.article_id for one in standing}
    page = handover.show_handover(
        shown,
        standing,
        topic=topic.title,
        period=(since, until),
        proofs=readings.load_proofs(sorted(article_ids)),
        watch=watch,
        is_cut=len(found) > MOST_CHANGES,
    )
    return sheets.render_sheet(environment, "sheet_report.html", page=page, now=now)


def _load_words(
    readings: ports.Readings, topic_id: str, *, until: datetime
) -> Iterator[model.ClaimObservation]:
    query = model.ObservationFilter(topic_id=topic_id, since=until - _SPAN, until=until)
    after_id = 0
    while found := readings.find_observed(replace(query, after_id=after_id)):
        yield from found
        after_id = found[-1].id
