"""Whom a message is about, and what must not get into it."""

import re
from urllib.parse import urlsplit, urlunsplit

_LONGEST_DETAIL = 200
# What people write where a program insists on a key and the server needs none.
_PLACEHOLDERS = frozenset(
    "none null empty dummy no-key not-needed sk-no-key-required lm-studio ollama".split()
)
# So short a word is no secret, and would be cut out of every sentence that it stands in.
_LONGEST_WORD = 12


class Target:
    """The endpoint's address without credentials, the model, and the key to keep out of messages."""

    def __init__(
        self, base_url: str, model: str, *, key: str | None = None, label: str | None = None
    ) -> None:
        self.address = label or redacted(base_url)
        self.model = model
        self.key_is_missing = not key or key.casefold() in _PLACEHOLDERS
        """Whether no key is sent, or one that only stands in the place of a key."""
        is_word = key is not None and key.isalpha() and len(key) <= _LONGEST_WORD
        secret = None if self.key_is_missing or is_word else key
        self._key = re.compile(rf"(?<!\w){re.escape(secret)}(?!\w)") if secret else None

    def __str__(self) -> str:
        return f"{self.address} (model {self.model!r})" if self.model else self.address

    def clean(self, text: str, *, most: int = _LONGEST_DETAIL) -> str:
        """Return the text on one line, without the key, cut to a readable length."""
        if self._key:
            text = self._key.sub("[key]", text)
        # OpenAI repeats a wrong key with stars in the middle; that, too, is more than a log should hold.
        text = re.sub(r"\bsk-[\w*-]{1,300}", "[key]", text)
        # JSON can spell half a surrogate pair, which no output takes.
        whole = text[:4000].encode("utf-8", "replace").decode()
        line = " ".join(whole.split()).rstrip(".")
        return line if len(line) <= most else line[: most - 1] + "…"


def redacted(url: str) -> str:
    """Return the address without user name, password, query and fragment."""
    try:
        parts = urlsplit(url)
        return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))
    except ValueError:
        return url.rpartition("@")[2]
