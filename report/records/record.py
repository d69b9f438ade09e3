"""What all records have in common: read off a dataclass by attribute names. Next: any other file here."""

from decimal import Decimal
from typing import Annotated

import pydantic

from monitor import model

Severity = Annotated[str, pydantic.BeforeValidator(lambda severity: model.Severity(severity).name.lower())]
Number = Annotated[
    Decimal,
    pydantic.PlainSerializer(
        lambda number: int(number) if number == int(number) else float(number), return_type=int | float
    ),
]


class Record(pydantic.BaseModel):
    """Read off a dataclass by attribute names."""

    model_config = pydantic.ConfigDict(from_attributes=True)
