"""Health for the operator: `/healthz` says the process is alive, `/readyz` whether it does its work.

Not ready (503): the database does not answer, work is more than 15 minutes late, or a delivery has been waiting for more
than an hour. An outlet that cannot be reached is listed with since when and why, but is no fault of ours and does
not make the service unready: restarting it would not help.
"""

from datetime import datetime, timedelta

import pydantic
from fastapi import APIRouter, Request, Response

from monitor import errors, model, policy
from report.desk import desk_of
from report.views import ledger

_KNOBS = policy.PulsePolicy()

router = APIRouter(tags=["health"])


class Alive(pydantic.BaseModel):
    """The process answers."""

    status: str = "alive"


class Check(pydantic.BaseModel):
    """One thing that must be well."""

    is_ok: bool
    #: What is wrong, in words; "" when nothing is.
    problem: str = ""
    #: Since when: the oldest work overdue, the oldest delivery waiting.
    since: datetime | None = None


class OutletHealth(pydantic.BaseModel):
    """Whether one outlet is seen."""

    id: str
    name: str
    sight: ledger.Sight
    is_reachable: bool
    #: Its last good answer, when it cannot be reached; null when it never answered.
    unreachable_since: datetime | None
    problem: str


class Readiness(pydantic.BaseModel):
    """All of it."""

    is_ready: bool
    checked_at: datetime
    database: Check
    checks: Check
    deliveries: Check
    outlets: tuple[OutletHealth, ...] = ()


@router.get("/healthz")
def show_alive() -> Alive:
    """Say that the process answers."""
    return Alive()


@router.get("/readyz", responses={503: {"model": Readiness}})
def show_readiness(request: Request, response: Response) -> Readiness:
    """Say whether the service does its work, and which outlets it cannot see."""
    desk = desk_of(request)
    now = desk.clock.now()
    try:
        totals, outlets = desk.readings.load_totals(now=now), desk.readings.load_outlets()
    except errors.StorageError:
        readiness = _without_database(now)
    else:
        readiness = judge_readiness(totals, outlets, now=now)
    response.status_code = 200 if readiness.is_ready else 503
    return readiness


def judge_readiness(
    totals: model.Totals, outlets: tuple[model.OutletReading, ...], *, now: datetime
) -> Readiness:
    """Judge from the totals; outlets are listed and not judged."""
    checks = _judge_age(
        totals.oldest_due_at, now=now, limit=_KNOBS.late, problem="Polls or checks are overdue."
    )
    deliveries = _judge_age(
        totals.oldest_waiting_at, now=now, limit=_KNOBS.stuck, problem="Alerts are waiting to be delivered."
    )
    return Readiness(
        is_ready=checks.is_ok and deliveries.is_ok,
        checked_at=now,
        database=Check(is_ok=True),
        checks=checks,
        deliveries=deliveries,
        outlets=tuple(_judge_outlet(line) for line in ledger.list_outlets(outlets)),
    )


def _judge_age(since: datetime | None, *, now: datetime, limit: timedelta, problem: str) -> Check:
    is_ok = since is None or now - since <= limit
    return Check(is_ok=is_ok, problem="" if is_ok else problem, since=since)


def _judge_outlet(line: ledger.OutletLine) -> OutletHealth:
    return OutletHealth(
        id=line.id,
        name=line.name,
        sight=line.sight,
        is_reachable=line.sight in {ledger.Sight.CLEAR, ledger.Sight.DIM},
        unreachable_since=line.blind_since,
        problem=line.trouble,
    )


def _without_database(now: datetime) -> Readiness:
    unknown = Check(is_ok=False, problem="Not known: the database does not answer.")
    return Readiness(
        is_ready=False,
        checked_at=now,
        database=Check(is_ok=False, problem="The database does not answer."),
        checks=unknown,
        deliveries=unknown,
    )
