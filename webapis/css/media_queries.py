"""https://drafts.csswg.org/mediaqueries-5/: media query lists read, written and asked of an environment."""

from typing import Any, Final

from webapis.css.matching import significant
from webapis.css.media_features import FEATURES, Environment, Feature, feature_value, prefixed_feature
from webapis.css.syntax.reading import component_values, is_shallow, written_text
from webapis.css.tokens import component_text, identifier_text
from webapis.infra.ascii import ascii_lowercase

UNKNOWN: Final = -1
FALSE: Final = 0
TRUE: Final = 1

COMPARISONS: Final = ("<", "<=", ">", ">=", "=")
# https://drafts.csswg.org/mediaqueries-5/#typedef-media-type: what may not be one
NOT_TYPES: Final = frozenset(["only", "not", "and", "or", "layer"])


class Condition:
    """A part of a media query; its answer is TRUE, FALSE or UNKNOWN (https://drafts.csswg.org/mediaqueries-5/#evaluating)."""

    def evaluate(self, environment: Environment) -> int:
        """Whether it holds."""
        return UNKNOWN

    def text(self) -> str:
        """How it is written."""
        raise NotImplementedError


class Enclosed(Condition):
    """https://drafts.csswg.org/mediaqueries-5/#typedef-general-enclosed: well-formed, but nothing known."""

    def __init__(self, written: str) -> None:
        self.written = written

    def text(self) -> str:
        return self.written


class FeatureTest(Condition):
    """A feature, with comparisons from its point of view, or asked for as a boolean."""

    def __init__(self, feature: Feature, written: str, tests: list[tuple[str, float | str]]) -> None:
        self.feature = feature
        self.written = written
        self.tests = tests

    def evaluate(self, environment: Environment) -> int:
        actual = environment.value_of(self.feature.name)
        if not self.tests:
            return int(
                actual not in (0, 0.0, "none") and not (self.feature.is_preference and actual == "no-preference")
            )
        for operator, wanted in self.tests:
            if isinstance(actual, str) or isinstance(wanted, str):
                holds = actual == wanted
            elif operator == "<":
                holds = actual < wanted
            elif operator == "<=":
                holds = actual <= wanted
            elif operator == ">":
                holds = actual > wanted
            elif operator == ">=":
                holds = actual >= wanted
            else:
                holds = actual == wanted
            if not holds:
                return FALSE
        return TRUE

    def text(self) -> str:
        return f"({self.written})"


class Negation(Condition):
    """`not`"""

    def __init__(self, inner: Condition) -> None:
        self.inner = inner

    def evaluate(self, environment: Environment) -> int:
        found = self.inner.evaluate(environment)
        return found if found == UNKNOWN else 1 - found

    def text(self) -> str:
        return f"not {self.inner.text()}"


class Junction(Condition):
    """`and` or `or`"""

    def __init__(self, items: list[Condition], word: str) -> None:
        self.items = items
        self.word = word

    def evaluate(self, environment: Environment) -> int:
        deciding = FALSE if self.word == "and" else TRUE
        found = 1 - deciding
        for item in self.items:
            answer = item.evaluate(environment)
            if answer == deciding:
                return deciding
            if answer == UNKNOWN:
                found = UNKNOWN
        return found

    def text(self) -> str:
        return f" {self.word} ".join([item.text() for item in self.items])


class Group(Condition):
    """Parentheses around a condition."""

    def __init__(self, inner: Condition) -> None:
        self.inner = inner

    def evaluate(self, environment: Environment) -> int:
        return self.inner.evaluate(environment)

    def text(self) -> str:
        return f"({self.inner.text()})"


class MediaQuery:
    """https://drafts.csswg.org/mediaqueries-5/#media-query"""

    def __init__(self, modifier: str, type_: str, condition: Condition | None) -> None:
        self.modifier = modifier
        self.type = type_
        self.condition = condition

    def matches(self, environment: Environment) -> bool:
        """Whether it is true of an environment."""
        found = int(self.type in ("", "all", environment.media_type))
        if found and self.condition is not None:
            found = self.condition.evaluate(environment)
        if self.modifier == "not" and found != UNKNOWN:
            found = 1 - found
        return found == TRUE

    def text(self) -> str:
        """https://drafts.csswg.org/cssom-1/#serialize-a-media-query"""
        prefix = f"{self.modifier} " if self.modifier else ""
        if self.condition is None:
            return prefix + identifier_text(self.type)
        if not self.type or (self.type == "all" and not self.modifier):
            return prefix + self.condition.text()
        return f"{prefix}{identifier_text(self.type)} and {self.condition.text()}"


# A media query that could not be read: https://drafts.csswg.org/mediaqueries-5/#error-handling
NOT_ALL: Final = MediaQuery("not", "all", None)


def parse_media_queries(text: str) -> list[MediaQuery]:
    """https://drafts.csswg.org/mediaqueries-5/#mq-list"""
    values = component_values(text)
    if not significant(values) or not is_shallow(values):
        return []
    pieces: list[list[Any]] = [[]]
    for value in values:
        if value.type == "literal" and value.value == ",":
            pieces.append([])
        else:
            pieces[-1].append(value)
    return [parse_query(piece) or NOT_ALL for piece in pieces]


def word_at(values: list[Any], at: int) -> str:
    """The identifier that stands there, in lowercase; "" if there is none."""
    return values[at].lower_value if at < len(values) and values[at].type == "ident" else ""


def parse_query(piece: list[Any]) -> MediaQuery | None:
    """https://drafts.csswg.org/mediaqueries-5/#typedef-media-query"""
    values = significant(piece)
    if not values:
        return None
    first = word_at(values, 0)
    if first == "" or (first == "not" and word_at(values, 1) == ""):
        condition = parse_condition(values, True)
        return MediaQuery("", "", condition) if condition is not None else None
    at = 1 if first in ("not", "only") else 0
    modifier = first if at else ""
    type_ = word_at(values, at)
    if not type_ or type_ in NOT_TYPES:
        return None
    if at + 1 == len(values):
        return MediaQuery(modifier, type_, None)
    if word_at(values, at + 1) != "and":
        return None
    condition = parse_condition(values[at + 2 :], False)
    return MediaQuery(modifier, type_, condition) if condition is not None else None


def parse_condition(values: list[Any], or_allowed: bool) -> Condition | None:
    """https://drafts.csswg.org/mediaqueries-5/#typedef-media-condition"""
    if word_at(values, 0) == "not":
        inner = parse_in_parens(values[1]) if len(values) == 2 else None
        return Negation(inner) if inner is not None else None
    if len(values) % 2 == 0:
        return None
    items: list[Condition] = []
    word = ""
    for index, value in enumerate(values):
        if index % 2:
            joint = word_at(values, index)
            if joint not in ("and", "or") or (word and joint != word) or (joint == "or" and not or_allowed):
                return None
            word = joint
        else:
            item = parse_in_parens(value)
            if item is None:
                return None
            items.append(item)
    return items[0] if len(items) == 1 else Junction(items, word)


def parse_in_parens(value: Any) -> Condition | None:
    """https://drafts.csswg.org/mediaqueries-5/#typedef-media-in-parens"""
    if value.type == "function":
        return Enclosed(component_text(value))
    if value.type != "() block":
        return None
    inside = significant(value.content)
    if not inside or any(item.type == "error" for item in inside):
        return None
    if inside[0].type in ("() block", "function") or word_at(inside, 0) == "not":
        condition = parse_condition(inside, True)
        if condition is not None:
            return Group(condition)
    return parse_feature(inside) or Enclosed(f"({written_text(value.content)})")


def parse_feature(values: list[Any]) -> Condition | None:
    """https://drafts.csswg.org/mediaqueries-5/#typedef-media-feature"""
    name = word_at(values, 0)
    if len(values) == 1:
        feature = FEATURES.get(name)
        return FeatureTest(feature, name, []) if feature is not None else None
    if name and values[1].type == "literal" and values[1].value == ":":
        return parse_plain_feature(name, values[2:])
    return parse_range(values)


def parse_plain_feature(name: str, values: list[Any]) -> Condition | None:
    """https://drafts.csswg.org/mediaqueries-5/#typedef-mf-plain"""
    feature, operator = prefixed_feature(name)
    if feature is None:
        return None
    found = feature_value(feature, values)
    if found is None:
        return None
    value, text = found
    return FeatureTest(feature, f"{name}: {text}", [(operator, value)])


def parse_range(values: list[Any]) -> Condition | None:
    """https://drafts.csswg.org/mediaqueries-5/#typedef-mf-range"""
    pieces: list[list[Any]] = [[]]
    operators: list[str] = []
    for value in values:
        mark = value.value if value.type == "literal" else ""
        if mark == "=" and operators and not pieces[-1] and operators[-1] in "<>":
            operators[-1] += "="
        elif mark in COMPARISONS and mark:
            operators.append(mark)
            pieces.append([])
        else:
            pieces[-1].append(value)
    if len(operators) not in (1, 2) or not all(pieces):
        return None
    # The feature's name stands in the middle of three, on either side of two.
    place = 1 if len(operators) == 2 or (word_at(pieces[1], 0) in FEATURES and len(pieces[1]) == 1) else 0
    name = word_at(pieces[place], 0) if len(pieces[place]) == 1 else ""
    feature = FEATURES.get(name)
    if feature is None or not feature.is_range:
        return None
    if len(operators) == 2 and (operators[0][0] != operators[1][0] or "=" in (operators[0], operators[1])):
        return None
    tests: list[tuple[str, float | str]] = []
    texts = [name if index == place else "" for index in range(len(pieces))]
    for index, piece in enumerate(pieces):
        if index == place:
            continue
        found = feature_value(feature, piece)
        if found is None:
            return None
        operator = operators[index] if index < place else operators[index - 1]
        tests.append((mirrored(operator) if index < place else operator, found[0]))
        texts[index] = found[1]
    written = texts[0] + "".join([f" {operator} {text}" for operator, text in zip(operators, texts[1:], strict=True)])
    return FeatureTest(feature, written, tests)


def mirrored(operator: str) -> str:
    """The comparison seen from the other side."""
    return operator.translate({ord("<"): ">", ord(">"): "<"})


def queries_text(queries: list[MediaQuery]) -> str:
    """https://drafts.csswg.org/cssom-1/#serialize-a-media-query-list"""
    return ", ".join([query.text() for query in queries])


def any_matches(queries: list[MediaQuery], environment: Environment) -> bool:
    """https://drafts.csswg.org/mediaqueries-5/#media-query-list: an empty one is true."""
    return not queries or any(query.matches(environment) for query in queries)


_queries: Final[dict[str, list[MediaQuery]]] = {}


def media_queries(text: str) -> list[MediaQuery]:
    """The queries of a text; they are not changed, and texts repeat."""
    found = _queries.get(text)
    if found is None:
        if len(_queries) >= 512:
            _queries.clear()
        found = _queries[text] = parse_media_queries(text)
    return found


def text_matches(text: str, environment: Environment) -> bool:
    """Whether an environment is what the media attribute wants."""
    return not ascii_lowercase(text).strip() or any_matches(media_queries(text), environment)
