"""Random regular expressions with texts to match, and the script that shows what an engine makes of them."""

import json
import random

CHARACTERS = [
    "a",
    "b",
    "c",
    "A",
    "B",
    "z",
    "0",
    "1",
    "_",
    " ",
    "-",
    "\\n",
    ".",
    "é",
    "É",
    "ß",
    "ſ",
    "K",
    "Ω",
    "я",
    "\\u2028",
]
ASTRAL = ["\\u{1F600}", "\\ud83d\\ude00", "\\ud83d", "\\ude00", "\\u{10400}", "\\u{10428}"]
ESCAPES = ["\\d", "\\D", "\\w", "\\W", "\\s", "\\S"]
PROPERTIES = ["\\p{Lu}", "\\P{L}", "\\p{Script=Greek}", "\\p{ASCII}", "\\p{Alphabetic}", "\\P{Ll}"]
QUANTIFIERS = ["*", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}", "{1,1}"]
TEXT = "aaabbbcABz01_ -\n.éÉßſKΩя\u2028kKsS()\ud83d"
PAIRS = TEXT + "\ude00\U0001f600\U00010400\U00010428"


class Patterns:
    """Patterns that keep the rules of the grammar most of the time."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.flags = ""
        self.groups = 0
        self.names = 0
        self.pairs = False

    def choice(self, *options: str) -> str:
        """One of some."""
        return self.random.choice(options)

    def pattern(self) -> tuple[str, str]:
        """A pattern and its flags."""
        mode = self.choice("", "", "", "u", "v")
        self.flags = mode + "".join(flag for flag in "gimsyd" if self.random.random() < (0.15 if flag == "y" else 0.3))
        self.groups = self.names = 0
        self.pairs = self.random.random() < 0.5
        if not (self.pairs and self.unicode()):
            return self.disjunction(3), self.flags
        # V8 takes empty matches within surrogate pairs, which the standard does not know: begin with a character.
        first = self.choice(self.character(), self.character_class(), ".")
        return f"{first}(?:{self.disjunction(3)})", self.flags

    def unicode(self) -> bool:
        """Whether u or v is on."""
        return "u" in self.flags or "v" in self.flags

    def disjunction(self, depth: int) -> str:
        """One alternative or several."""
        count = self.random.choice((1, 1, 1, 2, 3))
        return "|".join(self.alternative(depth) for _ in range(count))

    def alternative(self, depth: int) -> str:
        """Some terms."""
        return "".join(self.term(depth) for _ in range(self.random.choice((0, 1, 1, 2, 2, 3, 4))))

    def term(self, depth: int) -> str:
        """An assertion, or an atom with or without a quantifier."""
        if self.random.random() < 0.12:
            return self.assertion(depth)
        atom = self.atom(depth)
        if self.random.random() < 0.4:
            atom += self.random.choice(QUANTIFIERS) + self.choice("", "", "?")
        return atom

    def assertion(self, depth: int) -> str:
        """A place."""
        simple = self.choice("^", "$", "\\b", "\\B", "(")
        if simple != "(" or depth == 0:
            return simple.replace("(", "$")
        return f"(?{self.choice('=', '!', '<=', '<!')}{self.disjunction(depth - 1)})"

    def atom(self, depth: int) -> str:
        """A character, a class, a group, a reference."""
        kind = self.random.random()
        if kind < 0.45 or (depth == 0 and kind > 0.75):
            return self.character()
        if kind < 0.5:
            return "."
        if kind < 0.58:
            return self.random.choice(ESCAPES + (PROPERTIES if self.unicode() else []))
        if kind < 0.72:
            return self.character_class()
        if kind < 0.8 and self.groups > 0:
            return f"\\{self.random.randint(1, self.groups)}"
        return self.group(depth)

    def group(self, depth: int) -> str:
        """A group of any kind."""
        kind = self.random.random()
        if kind < 0.4:
            return f"(?:{self.disjunction(depth - 1)})"
        self.groups += 1
        if kind < 0.9:
            return f"({self.disjunction(depth - 1)})"
        self.names += 1
        return f"(?<n{self.names}>{self.disjunction(depth - 1)})"

    def character(self) -> str:
        """A character that stands for itself."""
        if self.unicode() and self.random.random() < 0.15:
            return self.random.choice(ASTRAL)
        return self.random.choice(CHARACTERS).replace(".", "\\.")

    def class_member(self) -> str:
        """A character, a range or a set."""
        kind = self.random.random()
        if kind < 0.2:
            return self.choice("a-c", "A-Z", "0-9", "a-z", "à-ü", "\\u0400-\\u04ff")
        if kind < 0.3:
            return self.random.choice(ESCAPES + (PROPERTIES if self.unicode() else []))
        return self.character().replace("-", "\\-")

    def character_class(self, depth: int = 2) -> str:
        """A class in brackets; with v sometimes one of the set notation."""
        negated = self.choice("", "", "^")
        if "v" in self.flags and depth > 0 and self.random.random() < 0.5:
            left, right = self.character_class(depth - 1), self.character_class(depth - 1)
            operator = self.choice("&&", "--", "")
            strings = self.choice("", "", "\\q{ab|c|é}") if operator == "" and negated == "" else ""
            return f"[{negated}{left}{operator}{right}{strings}]"
        return f"[{negated}{''.join(self.class_member() for _ in range(self.random.randint(1, 4)))}]"

    def text(self) -> str:
        """Something to look at."""
        alphabet = self.choice(PAIRS if self.pairs else TEXT, TEXT, "ab", "abcABC01 ()")
        return "".join(self.random.choice(alphabet) for _ in range(self.random.randint(0, 14)))


SCRIPT = """
function show(s) {
  if (s === undefined) return "undefined";
  if (s === null) return "null";
  if (Array.isArray(s)) { let t = "["; for (let i = 0; i < s.length; i++) t += show(s[i]) + ","; return t + "]"; }
  s = String(s);
  let t = "'";
  for (let i = 0; i < s.length; i++) { const c = s.charCodeAt(i); t += c > 31 && c < 127 ? s[i] : "<" + c.toString(16) + ">"; }
  return t + "'";
}
function match(m) {
  if (m === null) return "null";
  let t = m.index + show(m);
  if (m.groups) for (const k in m.groups) t += k + "=" + show(m.groups[k]);
  if (m.indices) t += show(m.indices);
  return t;
}
function run(n, pattern, flags, texts) {
  let line = n + ": ";
  try {
    const r = new RegExp(pattern, flags);
    for (let i = 0; i < texts.length; i++) {
      const s = texts[i];
      r.lastIndex = 0;
      line += match(r.exec(s)) + r.lastIndex;
      line += match(r.exec(s)) + r.lastIndex;
      r.lastIndex = 0;
      line += show(s.replace(r, "<$1$&>")) + show(s.split(r)) + show(s.search(r)) + show(s.match(r)) + r.test(s) + ";";
    }
  } catch (e) { line += e.name + " " + (e.name === "SyntaxError" ? e.message : ""); }
  console.log(line);
}
"""


def program(seed: int, count: int) -> str:
    """A script that prints a line for each of so many patterns."""
    patterns = Patterns(seed)
    lines = [SCRIPT]
    for number in range(count):
        pattern, flags = patterns.pattern()
        texts = [patterns.text() for _ in range(4)]
        lines.append(f"run({number}, {literal(pattern)}, {literal(flags)}, [{', '.join(map(literal, texts))}]);")
    return "\n".join(lines)


def literal(text: str) -> str:
    """A JavaScript literal in ASCII."""
    return json.dumps(text)
