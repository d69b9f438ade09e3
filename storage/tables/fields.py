"""Kinds of column that recur, and the class every row is made from. Next: `watching`, the first tables."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from storage.columns import Instant, Text

METADATA = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

#: Ids that people see in addresses and messages are never given out twice.
NEVER_REUSE_IDS = {"sqlite_autoincrement": True}


class Row(SQLModel):
    """A row of one of our tables."""

    metadata = METADATA


def text(**options: Any) -> Any:
    """Text, with the options of a SQLModel field."""
    return Field(sa_type=Text, **options)


def instant() -> Any:
    """An aware instant in UTC."""
    return Field(sa_type=Instant)


def number() -> Any:
    """A number that begins at 0."""
    return Field(sa_column_kwargs={"server_default": "0"})


def flag() -> Any:
    """A statement that is false at first."""
    return Field(sa_column_kwargs={"server_default": sa.false()})


def json_list() -> Any:
    """A JSON list, empty at first."""
    return Field(sa_type=Text, sa_column_kwargs={"server_default": "[]"})


def standing() -> Any:
    """How a text stands: sound unless something speaks against it."""
    return Field(sa_type=Text, sa_column_kwargs={"server_default": "sound"})


def json_object() -> Any:
    """A JSON object, with nothing in it at first."""
    return Field(sa_type=Text, sa_column_kwargs={"server_default": "{}"})


def empty_text() -> Any:
    """Text that is empty at first."""
    return Field(sa_type=Text, sa_column_kwargs={"server_default": ""})


def index_of_known(name: str) -> sa.Index:
    """An index of the rows in which a column holds anything."""
    is_known = sa.text(f"{name} IS NOT NULL")
    return sa.Index(None, name, sqlite_where=is_known, postgresql_where=is_known)
