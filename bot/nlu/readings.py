"""What the score reader finds in a message: readings of a bone scan and facts about a person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import Any


class ReadingKind(str, Enum):
    """What a number measures."""

    T = "T"
    Z = "Z"
    BMD = "BMD"  # bone mineral density in g/cm²
    PERCENT = "PERCENT"  # percent of a young adult's or of one's age group's density
    FRAX = "FRAX"  # ten-year chance of a fracture, percent
    TBS = "TBS"  # trabecular bone score
    OTHER = "OTHER"


class Site(str, Enum):
    """Where a reading was measured; `Reading.detail` holds the finer word."""

    LUMBAR_SPINE = "lumbar_spine"
    TOTAL_HIP = "total_hip"
    FEMORAL_NECK = "femoral_neck"
    RADIUS_33 = "radius_33"
    HEEL = "heel"
    OTHER = "other"


class Side(str, Enum):
    """The side of the body."""

    LEFT = "left"
    RIGHT = "right"


class Detail(str, Enum):
    """A finer word for the site, where it changes what may be said."""

    PLAIN_NECK = "plain_neck"  # "neck" alone: of the femur, or of the body?
    WRIST = "wrist"  # a forearm word that does not say "33 %": some wrist devices differ
    WARDS_TRIANGLE = "wards_triangle"
    TROCHANTER = "trochanter"
    SINGLE_VERTEBRA = "single_vertebra"
    FINGER = "finger"
    TOTAL_BODY = "total_body"
    ULTRADISTAL_RADIUS = "ultradistal_radius"
    SPINE_CT = "spine_ct"
    ELSEWHERE = "elsewhere"


class Moment(str, Enum):
    """When a reading was taken, as the message tells it."""

    EARLIER = "earlier"
    LATEST = "latest"


class Bound(str, Enum):
    """An open end: "below -2.5" or "-1 or higher"."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    UNCLEAR = "unclear"  # "over -2.5" is said for both directions


class Sex(str, Enum):
    """The sex a message names."""

    FEMALE = "female"
    MALE = "male"


class Fracture(str, Enum):
    """A fracture that has happened, as the message tells it."""

    HIP_OR_SPINE = "hip_or_spine"
    OTHER = "other"


class Owner(str, Enum):
    """Whose scan the message is about."""

    SELF = "self"
    ANOTHER = "another"


@dataclass(frozen=True)
class Reading:
    """One number of a scan report, as it was typed.

    Attributes:
        kind: What the number measures.
        value: The number with its sign; without a sign it stands as typed, above zero.
        sign_given: Whether a sign was typed (zero needs none).
        kind_given: Whether the message names the kind; else T-score is only the likeliest.
        point_missing: The digits stand without a usable decimal point ("25", "2 7").
        site: Where it was measured, when said.
        detail: A finer word for the site.
        side: Left or right, when said.
        year: The year of the scan, when said.
        moment: Whether the message calls it an earlier or the latest one.
        bound: Set when the number is the open end of a range.
        range_id: Two readings with the same id are the ends of one range.
        withdrawn: A correction in the message took it back.
        start: Offset of its first character in the message.
        end: Offset behind its last character.
        text: The characters that were read.
    """

    kind: ReadingKind
    value: Decimal
    sign_given: bool = True
    kind_given: bool = False
    point_missing: bool = False
    site: Site | None = None
    detail: Detail | None = None
    side: Side | None = None
    year: int | None = None
    moment: Moment | None = None
    bound: Bound | None = None
    range_id: int | None = None
    withdrawn: bool = False
    start: int = 0
    end: int = 0
    text: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Gives the reading as JSON-able values (the number as a string, empty ones left out)."""
        return _to_dict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Reading:
        """Reads what `to_dict` wrote.

        Args:
            values: A mapping with at least `kind` and `value`.

        Raises:
            ValueError: When the mapping does not describe a reading.
        """
        try:
            return cls(
                kind=ReadingKind(values["kind"]),
                value=Decimal(values["value"]),
                sign_given=bool(values.get("sign_given", False)),
                kind_given=bool(values.get("kind_given", False)),
                point_missing=bool(values.get("point_missing", False)),
                site=_optional(Site, values.get("site")),
                detail=_optional(Detail, values.get("detail")),
                side=_optional(Side, values.get("side")),
                year=values.get("year"),
                moment=_optional(Moment, values.get("moment")),
                bound=_optional(Bound, values.get("bound")),
                range_id=values.get("range_id"),
                withdrawn=bool(values.get("withdrawn", False)),
                start=int(values.get("start", 0)),
                end=int(values.get("end", 0)),
                text=str(values.get("text", "")),
            )
        except (KeyError, TypeError, InvalidOperation) as error:
            raise ValueError(f"not a reading: {error!r}") from error


@dataclass(frozen=True)
class Person:
    """What a message says about the person whose scan it is. Nothing of it is ever demanded.

    Attributes:
        age_low: The lowest age in years that fits what was said.
        age_high: The highest; equal to `age_low` when an exact age was said.
        sex: Female or male, when said.
        after_menopause: True from the menopause transition on, False when before it.
        pregnant: Pregnant or breastfeeding.
        child: A child or teenager (under 20).
        transgender: Which reference applies needs a clinician.
        fracture: A fracture that has happened.
        owner: Whose scan it is, when the message shows it.
    """

    age_low: int | None = None
    age_high: int | None = None
    sex: Sex | None = None
    after_menopause: bool | None = None
    pregnant: bool = False
    child: bool = False
    transgender: bool = False
    fracture: Fracture | None = None
    owner: Owner | None = None

    @property
    def age(self) -> int | None:
        """The exact age in years, when one was said."""
        return self.age_low if self.age_low == self.age_high else None

    def updated_with(self, newer: Person) -> Person:
        """Gives this person with what a newer message adds or changes."""
        said = {
            fact.name: getattr(newer, fact.name)
            for fact in fields(newer)
            if getattr(newer, fact.name) not in (None, False)
        }
        if newer.age_low is not None or newer.age_high is not None:
            said |= {"age_low": newer.age_low, "age_high": newer.age_high, "child": newer.child}
        if newer.after_menopause is False:
            said["after_menopause"] = False
        return replace(self, **said)

    def to_dict(self) -> dict[str, Any]:
        """Gives the facts as JSON-able values, empty ones left out."""
        return _to_dict(self)

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Person:
        """Reads what `to_dict` wrote.

        Raises:
            ValueError: When a value is none of those known.
        """
        return cls(
            age_low=values.get("age_low"),
            age_high=values.get("age_high"),
            sex=_optional(Sex, values.get("sex")),
            after_menopause=values.get("after_menopause"),
            pregnant=bool(values.get("pregnant", False)),
            child=bool(values.get("child", False)),
            transgender=bool(values.get("transgender", False)),
            fracture=_optional(Fracture, values.get("fracture")),
            owner=_optional(Owner, values.get("owner")),
        )


@dataclass(frozen=True)
class ReadMessage:
    """Everything the reader found.

    Attributes:
        readings: In the order of the message, withdrawn ones among them.
        person: What is said about the person.
        corrects: The message says that something said before was wrong.
        adds: The message joins its numbers to what was said before ("and my hip ...").
        too_many: The message holds more numbers, or is longer, than can be read with care.
    """

    readings: tuple[Reading, ...] = ()
    person: Person = field(default_factory=Person)
    corrects: bool = False
    adds: bool = False
    too_many: bool = False


def _optional(kind: Any, value: Any) -> Any:
    return None if value is None else kind(value)


def _to_dict(thing: Reading | Person) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for attribute in fields(thing):
        value = getattr(thing, attribute.name)
        if value is None or value is False or value == "":
            if attribute.name == "after_menopause" and value is False:
                values[attribute.name] = False
            continue
        if isinstance(value, Enum):
            value = value.value
        elif isinstance(value, Decimal):
            value = str(value)
        values[attribute.name] = value
    return values
