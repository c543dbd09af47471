"""Writes the body of one rule in C++.

Every piece of an expression is code that moves `s` over what it matched, or jumps to a label when it fails. Who can
go on after a failure (a choice, a repeat, a lookahead) keeps the old `s` and puts it back.
"""

from parsimonious.expressions import Expression, Literal, Lookahead, OneOf, Quantifier, Regex, Sequence

from jsengine.syntax import contexts, grammar as names
from jsengine.syntax.complaints import ABOUT_THE_RULE, COMPLAINTS
from jsengine.syntax.generator_analysis import Analysis, is_native
from jsengine.syntax.generator_bytes import ALL_BYTES, Repeat, regex_items
from jsengine.syntax.generator_tables import Tables

C_NAMES = {"_": "blanks"}


def function_name(rule: str) -> str:
    return "r_" + C_NAMES.get(rule, rule)


def byte_literal(byte: int) -> str:
    character = chr(byte)
    return f"'{character}'" if character.isalnum() or character in " !#$%&()*+,-./:;<=>?@[]^_`{|}~" else str(byte)


class RuleCode:
    """The code of one rule: `lines` after `write`."""

    def __init__(self, analysis: Analysis, tables: Tables, name: str) -> None:
        self.analysis = analysis
        self.tables = tables
        self.name = name
        self.lines: list[str] = []
        self.depth = 1
        self.labels = 0
        self.silent = 0
        self.in_operator_list = names.is_operator_list(name)

    def put(self, line: str) -> None:
        self.lines.append("  " * self.depth + line)

    def label(self, stem: str) -> str:
        self.labels += 1
        return f"{stem}_{self.labels}"

    def place(self, label: str) -> None:
        self.lines.append("  " * (self.depth - 1) + f" {label}:;")

    def fail(self, condition: str, target: str) -> None:
        """Jump when the text at `s` is not what is wanted, and remember how far the parser came."""
        action = f"goto {target};" if self.silent else f"{{ p.reach(s); goto {target}; }}"
        self.put(f"if ({condition}) {action}")

    # -- expressions

    def write(self, expression: Expression, target: str) -> None:
        if expression.name:
            self.write_reference(expression, target)
        else:
            self.write_inside(expression, target)

    def write_inside(self, expression: Expression, target: str) -> None:
        if isinstance(expression, Literal):
            self.write_literal(expression.literal, target)
        elif isinstance(expression, Regex):
            for item in regex_items(expression.re.pattern):
                self.write_repeat(item, target)
        elif isinstance(expression, Sequence):
            for member in expression.members:
                self.write(member, target)
        elif isinstance(expression, OneOf):
            self.write_choice(expression, target)
        elif isinstance(expression, Quantifier):
            self.write_quantifier(expression, target)
        elif isinstance(expression, Lookahead):
            self.write_lookahead(expression, target)
        else:
            raise names.GrammarError(f"{self.name} holds a {type(expression).__name__}")

    def write_literal(self, literal: str, target: str) -> None:
        data = literal.encode()
        if not data:
            return
        self.fail(" || ".join(f"s[{i}] != {byte_literal(byte)}" for i, byte in enumerate(data)), target)
        self.put(f"s += {len(data)};")

    def write_repeat(self, item: Repeat, target: str) -> None:
        step = self.tables.step(item.characters)
        if (item.minimum, item.maximum) == (1, 1):
            self.put("{")
            self.put(f"  const uint8_t* t = {step}(p, s);")
            self.fail("!t", target)
            self.put("  s = t;")
            self.put("}")
        elif item.maximum == 1:
            self.put(f"if (const uint8_t* t = {step}(p, s)) s = t;")
        else:
            if item.minimum:
                self.fail(f"!{step}(p, s)", target)
            self.put(f"while (const uint8_t* t = {step}(p, s)) {{ s = t; p.poll(); }}")

    # -- references

    def write_reference(self, rule: Expression, target: str) -> None:
        name = rule.name
        if is_native(name):
            self.write_native(name, target)
        elif names.is_wrap(name):
            self.put(f"p.wrap(NodeKind::{names.kind_of(name)}, first, start, s);")
        elif names.is_complaint(name):
            start = "start" if name in ABOUT_THE_RULE else "s"
            self.put(f"p.complain({list(COMPLAINTS).index(name)}, {start}, s);")
            self.put(f"goto {target};")
        elif name.startswith("was_"):
            self.put(f"p.last().flags |= FLAG_{str(names.flag_of(name)).upper()};")
        else:
            self.write_call(rule, target)

    def write_native(self, name: str, target: str) -> None:
        if name == contexts.NAME_HERE:
            self.put("p.name_start = s;")
        elif name in contexts.ENTER:
            keep, add = contexts.ENTER[name]
            self.put(f"p.context = (p.context & {keep}u) | {add}u;")
        else:
            bits, wanted = contexts.ASK[name]
            self.fail(f"{'!' if wanted else ''}(p.context & {bits}u)", target)

    def write_call(self, rule: Expression, target: str) -> None:
        name = rule.name
        beginning = self.analysis.beginnings[name]
        if _only_repeats(rule):
            # Matches the empty text when it does not begin here: no call for that.
            self.put(f"if ({self.tables.test(beginning.consuming)}) s = {function_name(name)}(p, s);")
            return
        self.put(f"s = {function_name(name)}(p, s);")
        self.put(f"if (!s) goto {target};")
        if self.in_operator_list and self._yields_operator(rule):
            self.put("p.push_operator(operators, s);")
            self.put("open = true;  // until its operand is there")
        elif self.in_operator_list:
            self.put("open = false;")

    def _yields_operator(self, rule: Expression) -> bool:
        return any(names.list_operator(found.name) for found in self.analysis.references(rule))

    # -- choices

    def write_choice(self, expression: OneOf, target: str) -> None:
        done = self.label("done")
        masks = self._masks(expression)
        self.put("{")
        self.depth += 1
        self._keep(expression)
        if len(expression.members) <= 3:
            self._chain(expression, masks, target, done)
        else:
            self._jump(expression, masks, target, done)
        self.depth -= 1
        self.put("}")
        self.place(done)

    def _masks(self, expression: OneOf) -> list[int]:
        masks = [0] * 256
        for index, member in enumerate(expression.members):
            for byte in self.analysis.beginning(member).feasible:
                masks[byte] |= 1 << index
        return masks

    def _chain(self, expression: OneOf, masks: list[int], target: str, done: str) -> None:
        """A few alternatives: one test for each."""
        for index, member in enumerate(expression.members):
            failed = self.label("failed")
            guard = self.tables.test(frozenset(b for b in range(256) if masks[b] >> index & 1))
            self.put("{" if guard == "true" else f"if ({guard}) {{")
            self.depth += 1
            self.write(member, failed)
            self.put(f"goto {done};")
            self.depth -= 1
            self.put("}")
            if self._used(failed):
                self.place(failed)
                self._restore(expression)
        self.fail("true", target)

    def _jump(self, expression: OneOf, masks: list[int], target: str, done: str) -> None:
        """Many alternatives: the next byte gives those that are possible, tried in their order."""
        again = self.label("again")
        table = self.tables.masks(masks, len(expression.members))
        self.put(f"{table.type} m = {table.name}[*s];")
        self.put("if (!m) {")
        if not self.silent:
            self.put("  p.reach(s);")
        self.put(f"  goto {target};")
        self.put("}")
        self.place(again)
        self.put("switch (std::countr_zero(m)) {")
        self.depth += 1
        for index, member in enumerate(expression.members):
            failed = self.label("failed")
            self.put(f"case {index}: {{")
            self.depth += 1
            self.write(member, failed)
            self.put(f"goto {done};")
            if self._used(failed):
                self.place(failed)
                self.put("break;")
            self.depth -= 1
            self.put("}")
        self.depth -= 1
        self.put("}")
        self._restore(expression)
        self.put(f"m &= static_cast<{table.type}>(m - 1);")
        self.put(f"if (m) goto {again};")
        self.put(f"goto {target};")

    def _used(self, label: str) -> bool:
        return any(f"goto {label};" in line for line in self.lines)

    # -- repeats and lookaheads

    def write_quantifier(self, expression: Quantifier, target: str) -> None:
        member = expression.members[0]
        if expression.min == 1:
            self.write(member, target)
        elif expression.min:
            raise names.GrammarError(f"{self.name}: only * + ? are compiled")
        looping = expression.max != 1
        stop, done = self.label("stop"), self.label("done")
        feasible = self.analysis.beginning(member).feasible
        condition = self.tables.test(feasible) if feasible != ALL_BYTES else "true"
        self.put(f"{'while' if looping else 'if'} ({condition}) {{")
        self.depth += 1
        if looping:
            self.put("p.poll();")
        self._keep(member)
        self.put("{")
        self.depth += 1
        self.write(member, stop)
        self.put("continue;" if looping else f"goto {done};")
        self.depth -= 1
        self.put("}")
        if self._used(stop):
            self.place(stop)
            self._restore(member)
            if self.in_operator_list:
                self.put("if (open) goto failed;  // an operator stands for its operand")
            if looping:
                self.put("break;")
        self.depth -= 1
        self.put("}")
        if not looping:
            self.place(done)

    def write_lookahead(self, expression: Lookahead, target: str) -> None:
        member = expression.members[0]
        stop, done = self.label("absent"), self.label("done")
        self.put("{")
        self.depth += 1
        self._keep(member)
        self.put("const uint8_t* const reached = p.furthest;")
        self.silent += 1
        self.put("{")
        self.depth += 1
        self.write(member, stop)
        self.depth -= 1
        self.put("}")
        self.silent -= 1
        self._restore(member)
        self.put("p.furthest = reached;")
        if expression.negativity:
            self.fail("true", target)
        else:
            self.put(f"goto {done};")
        if self._used(stop):
            self.place(stop)
            self._restore(member)
            self.put("p.furthest = reached;")
            if not expression.negativity:
                self.fail("true", target)
        self.depth -= 1
        self.put("}")
        if not expression.negativity:
            self.place(done)

    # -- what is kept for those who go on

    def _keep(self, expression: Expression) -> None:
        effects = (
            self.analysis.effects_inside(expression) if not expression.name else self.analysis.effects_of(expression)
        )
        self.put("const uint8_t* const here = s;")
        if effects.nodes:
            self.put("const uint32_t count = p.count;")
        if effects.flags:
            self.put("const uint16_t flags = p.flags;")
        if self._enters(expression):
            self.put("const uint32_t context_here = p.context;")

    def _restore(self, expression: Expression) -> None:
        effects = (
            self.analysis.effects_inside(expression) if not expression.name else self.analysis.effects_of(expression)
        )
        self.put("s = here;")
        if effects.nodes:
            self.put("p.count = count;")
        if effects.flags:
            self.put("p.flags = flags;")
        if self._enters(expression):
            self.put("p.context = context_here;")

    def _enters(self, expression: Expression) -> bool:
        if expression.name:
            return False
        return self.analysis.mentions(expression, set(contexts.ENTER))


def _only_repeats(rule: Expression) -> bool:
    """Whether the rule is a row of repeats that may all be empty, and makes no node."""
    if names.kind_of(rule.name) is not None:
        return False
    parts = rule.members if isinstance(rule, Sequence) else (rule,)
    return all(isinstance(part, Quantifier) and not part.name and part.min == 0 for part in parts)
