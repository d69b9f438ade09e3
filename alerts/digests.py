"""What a digest says, decided once for every channel: each alert on a line, by story, the weightiest first.

Pure. `render_said` is what every channel calls: it says one alert as `message` does, and several as a digest.
"""

from collections.abc import Iterable, Iterator

from alerts import message, text
from monitor import model

_MAX_HEADLINE = 140


def render_said(delivery: model.DeliveryForSend, *, base_url: str) -> message.Message:
    """Say a delivery in plain words, whether it is one alert or many; `base_url` is where the report page is served."""
    digest = delivery.digest
    if digest is None:
        return message.render_message(delivery, base_url=base_url)
    count = len(digest.alerts) + digest.left_out_count
    high_count = sum(alert.alert.severity is model.Severity.HIGH for alert in digest.alerts)
    title = f"{count} alerts" + (f", {high_count} of them high" if high_count else "")
    reason = text.clean_text(digest.reason).strip()
    return message.Message(
        subject=f"{reason[:1].upper()}{reason[1:]}: {title}",
        title=title,
        label=f"{reason[:1].upper()}{reason[1:]}",
        severity=delivery.alert.alert.severity.name.capitalize(),
        outlet_name="Claimwatch",
        headline="",
        direction="auto",
        language="",
        article_url="",
        change_url=text.find_link(f"{base_url.rstrip('/')}/alerts"),
        statements=(),
        passages=(),
        omitted_count=digest.left_out_count,
        window=_say_span(digest.alerts),
        disclosure="",
        notice="",
        rules=text.clean_text(", ".join(_list_rules(digest.alerts))),
        groups=tuple(_group(digest, base_url=base_url)),
    )


def _say_span(alerts: Iterable[model.AlertForSend]) -> str:
    """Say from when to when the alerts were raised."""
    times = sorted(alert.alert.created_at for alert in alerts)
    first, last = (f"{at.day} {at:%b %Y, %H:%M}" for at in (times[0], times[-1]))
    if first == last:
        return f"Raised at {first} UTC"
    return f"Raised between {first} and {last} UTC"


def _list_rules(alerts: Iterable[model.AlertForSend]) -> list[str]:
    return list(dict.fromkeys(rule for alert in alerts for rule in alert.alert.rule_ids))


def _group(digest: model.DigestForSend, *, base_url: str) -> Iterator[message.Group]:
    """Yield the stories in the order of the watchlist, then what is of none; an alert of several stands under the first."""
    titles = dict(digest.topics)
    left = list(digest.alerts)
    named = [*titles, *sorted({topic for alert in left for topic in alert.topic_ids} - set(titles))]
    for topic_id in named:
        own = [alert for alert in left if topic_id in alert.topic_ids]
        left = [alert for alert in left if topic_id not in alert.topic_ids]
        if own:
            yield _build_group(titles.get(topic_id, topic_id), own, base_url=base_url)
    if left:
        yield _build_group("Outlets and the service", left, base_url=base_url)


def _build_group(title: str, alerts: list[model.AlertForSend], *, base_url: str) -> message.Group:
    in_order = sorted(alerts, key=lambda one: (-one.alert.severity, one.change.first_seen_new_at, one.id))
    return message.Group(
        title=text.clean_text(title).strip(), lines=tuple(_line(one, base_url=base_url) for one in in_order)
    )


def _line(alert: model.AlertForSend, *, base_url: str) -> message.Line:
    said = message.say_alert(alert, base_url=base_url)
    return message.Line(
        severity=said.severity,
        label=said.label,
        outlet_name=said.outlet_name,
        title=said.title,
        old_value=said.old_value,
        new_value=said.new_value,
        headline=text.shorten(said.headline, _MAX_HEADLINE),
        direction=said.direction,
        language=said.language,
        window=said.window,
        url=said.change_url,
        article_url=said.article_url,
    )
