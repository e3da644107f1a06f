"""Names: of anybody or anything that the article names."""

from collections.abc import Mapping
from typing import Any, ClassVar, Literal, Self, get_origin

from pydantic import BaseModel, create_model

from summarizer.brief import Mention
from summarizer.brief.parts import Evidences
from summarizer.claims.field import Cited, Grounded, Ungrounded
from summarizer.claims.roster import UNNAMED
from summarizer.text.countries import country_of


class Name(Grounded):
    """Somebody or something that the article names; `name` is the fullest form it has.

    `mentions` are all the places, in order of the text. A class derived from this one may add fields of closed kinds
    (`kind: Literal["bank", "insurer"]`), which the model chooses and code cannot check.
    """

    fills: ClassVar[str] = (
        "a name as the article writes it, in its fullest form, or the article's words for whoever has none "
        "(never a pronoun)"
    )

    name: str
    mentions: list[Mention]

    @classmethod
    def draft_type(cls) -> Any:
        """Return a string, or the name with its kinds where the class has some."""
        kinds = _kinds(cls)
        if not kinds:
            return str
        fields: Mapping[str, Any] = {"name": (str, ...), **{key: (kind, ...) for key, kind in kinds.items()}}
        return create_model(f"Draft{cls.__name__}", **fields)

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the bearer of the name; refuses what the article does not name."""
        words = drafted if isinstance(drafted, str) else drafted.name
        found = cited.names.bearer(words)
        if found is None:
            raise Ungrounded(UNNAMED)
        chosen = {key: getattr(drafted, key) for key in _kinds(cls)}
        return cls.model_validate({"name": found.name, "mentions": found.mentions, **chosen})


def _kinds(cls: type[BaseModel]) -> dict[str, Any]:
    """Return the fields of a name that say of what kind it is."""
    return {
        key: field.annotation
        for key, field in cls.model_fields.items()
        if get_origin(field.annotation) is Literal
    }


class Place(Grounded):
    """A place as the article names it, where a cited sentence does, else where the article first does."""

    fills: ClassVar[str] = "a place in the words of the article"

    name: str
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the place; refuses what the article does not name."""
        places = list(cited.document.find_name(drafted))
        near = (place for place in places if any(one.contains(place) for one in cited.sentences))
        place = next(near, places[0] if places else None)
        if place is None:
            raise Ungrounded(UNNAMED)
        return cls(name=cited.text_of(place), evidence=cited.evidence_at(place))


class Country(Grounded):
    """A country that the article names; `code` is ISO 3166-1 alpha-3."""

    fills: ClassVar[str] = "a country as the article names it"

    code: str
    name: str
    evidence: Evidences

    @classmethod
    def ground(cls, drafted: Any, cited: Cited) -> Self:
        """Return the country; refuses what the article does not name, and what is no country of today."""
        place = Place.ground(drafted, cited)
        code = country_of(place.name, cited.document.language)
        if code is None:
            raise Ungrounded("is not known as a country")
        return cls(code=code, name=place.name, evidence=place.evidence)
