"""Cells that a spreadsheet would take for a formula: marked by an apostrophe, which can be taken away again."""

import re

# What spreadsheets begin a formula with, in full width too, behind anything that they may drop before they look.
# An apostrophe is marked as well: then what begins with one has been marked, always, and the text comes back.
_FORMULA = re.compile(r"[\s\x00-\x20\x7f-\xa0\xad\u200b-\u200f\u2060\ufeff]*[=+\-@＝＋－＠]|[\t\r\n']")
_MARK = "'"


def guarded(cell: str) -> str:
    """Return the cell as text that no spreadsheet takes for a formula."""
    if cell[:1].isalnum():  # nearly every cell
        return cell
    return _MARK + cell if _FORMULA.match(cell) else cell


def unguarded(cell: str) -> str:
    """Return the cell as it was before it was guarded: `unguarded(guarded(cell)) == cell`, always."""
    return cell.removeprefix(_MARK)
