"""What a column of a table is: its name, its type, its meaning, and where its cells come from."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Generic, Literal, TypeVar

ColumnType = Literal["string", "integer", "number", "date"]
Cell = str | int | float | date | None

Row_contra = TypeVar("Row_contra", contravariant=True)

LARGEST_INTEGER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class Column(Generic[Row_contra]):
    """A column: `integer` has 64 bits, `number` is a double, `date` a day; any cell may be empty unless `required`.

    An empty text is an empty cell: CSV cannot tell the two apart.
    """

    name: str
    type: ColumnType
    meaning: str
    read: Callable[[Row_contra], Cell]
    required: bool = False

    def cell(self, row: Row_contra) -> Cell:
        """Return the row's value; raises `OverflowError` for a number of more than 64 bits."""
        value = self.read(row)
        if value == "":
            return None
        if self.type == "integer" and isinstance(value, int) and value > LARGEST_INTEGER:
            message = f"{self.name} is {value:.3e}" if value < 1e300 else f"{self.name} has too many digits"
            raise OverflowError(message)
        # A code is a text here: readers of the enumerations would get their class, others their value.
        return str(value) if self.type == "string" and value is not None else value
