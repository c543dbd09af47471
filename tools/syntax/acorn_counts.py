"""Compare the parser with acorn: kinds and counts of nodes over whole files.

    python -m tools.syntax.acorn_counts --acorn DIR FILE.js [FILE.mjs ...]

DIR is the folder of acorn's npm package; node must be on the path. Files that end in .mjs are modules. Not run in CI.
"""

import argparse
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

from jsengine._generated import node_kinds as k
from jsengine.syntax.tree import Tree, parse

COUNT_WITH_ACORN = """
const acorn = require(process.argv[1]), fs = require('fs');
for (const file of process.argv.slice(2)) {
  const counts = {};
  const walk = (node) => {
    let name = node.type;
    if (name === 'AssignmentExpression') name += node.operator === '=' ? ' =' : ' op';
    else if (node.operator) name += ' ' + node.operator;
    if (name === 'VariableDeclaration') name += ' ' + node.kind;
    counts[name] = (counts[name] || 0) + 1;
    for (const key in node) {
      const value = node[key];
      if (!value || typeof value !== 'object') continue;
      for (const child of Array.isArray(value) ? value : [value]) if (child && child.type) walk(child);
    }
  };
  walk(acorn.parse(fs.readFileSync(file, 'utf8'),
    {ecmaVersion: 'latest', sourceType: file.endsWith('.mjs') ? 'module' : 'script', allowHashBang: true}));
  console.log(JSON.stringify(counts));
}
"""

# ESTree's names of our kinds.
ESTREE = """
This ThisExpression            Call CallExpression              New NewExpression           Conditional ConditionalExpression
Array ArrayExpression          Object ObjectExpression          ArrayPattern ArrayPattern   ObjectPattern ObjectPattern
Default AssignmentPattern      ShorthandDefault AssignmentPattern   Rest RestElement        Spread SpreadElement
Sequence SequenceExpression    Arrow ArrowFunctionExpression    FunctionDeclaration FunctionDeclaration
ClassDeclaration ClassDeclaration   ClassExpression ClassExpression   Field PropertyDefinition   StaticBlock StaticBlock
Chain ChainExpression          Await AwaitExpression            Yield YieldExpression       Template TemplateLiteral
TemplateChunk TemplateElement  TaggedTemplate TaggedTemplateExpression   Super Super        ImportCall ImportExpression
Declarator VariableDeclarator  If IfStatement                   For ForStatement            ForIn ForInStatement
ForOf ForOfStatement           While WhileStatement             DoWhile DoWhileStatement    Return ReturnStatement
Throw ThrowStatement           Break BreakStatement             Continue ContinueStatement  Switch SwitchStatement
Case SwitchCase                DefaultCase SwitchCase           Labelled LabeledStatement   Try TryStatement
Catch CatchClause              Empty EmptyStatement             ExpressionStatement ExpressionStatement
With WithStatement             Debugger DebuggerStatement       Block BlockStatement        FunctionBody BlockStatement
VarDeclaration VariableDeclaration_var   LetDeclaration VariableDeclaration_let   ConstDeclaration VariableDeclaration_const
Assign AssignmentExpression_=  CompoundAssign AssignmentExpression_op   LogicalAssign AssignmentExpression_op
Import ImportDeclaration       ExportAll ExportAllDeclaration   ExportDefault ExportDefaultDeclaration
Export ExportNamedDeclaration  ExportDeclaration ExportNamedDeclaration   ExportSpecifier ExportSpecifier
ImportSpecifier ImportSpecifier   ImportDefault ImportDefaultSpecifier   ImportNamespace ImportNamespaceSpecifier
Member MemberExpression        PrivateMember MemberExpression   Index MemberExpression      FunctionExpression FunctionExpression
Property Property              Shorthand Property               NewTarget MetaProperty      ImportMeta MetaProperty
Number Literal   String Literal   BigInt Literal   RegExp Literal   Null Literal   True Literal   False Literal
Method FunctionExpression      Getter FunctionExpression        Setter FunctionExpression   Constructor FunctionExpression
"""
OPERATIONS = {
    "Unary": "UnaryExpression",
    "PrefixUpdate": "UpdateExpression",
    "PostfixUpdate": "UpdateExpression",
    "Binary": "BinaryExpression",
    "Logical": "LogicalExpression",
}
# Operators and how they are written.
SIGNS = """
Not ! BitwiseNot ~ Plus + Minus - Typeof typeof Void void Delete delete Increment ++ Decrement --
Coalesce ?? Or || And && BitwiseOr | BitwiseXor ^ BitwiseAnd & StrictEqual === StrictNotEqual !== Equal == NotEqual !=
LessEqual <= GreaterEqual >= Less < Greater > Instanceof instanceof In in LeftShift << UnsignedRightShift >>> RightShift >>
Add + Subtract - Exponent ** Multiply * Divide / Remainder %
"""
METHODS = frozenset((k.METHOD, k.GETTER, k.SETTER, k.CONSTRUCTOR))
# What has no counterpart of the same number: names of properties are Identifiers in ESTree.
LEFT_OUT = {"Identifier", "PrivateIdentifier", "Program", "ImportAttribute", "ClassBody"}


def pairs(text: str) -> list[tuple[str, str]]:
    words = text.split()
    return list(zip(words[::2], words[1::2], strict=True))


def estree_names() -> dict[int, str]:
    return {k.KIND_NAMES.index(ours): name.replace("_", " ") for ours, name in pairs(ESTREE)}


def our_counts(tree: Tree) -> Counter[str]:
    names = estree_names()
    signs = dict(pairs(SIGNS))
    found: Counter[str] = Counter()
    for node, kind in enumerate(tree.kinds):
        found[names.get(kind, "Identifier")] += 1
        operation = OPERATIONS.get(k.KIND_NAMES[kind])
        if operation is not None:
            found[f"{operation} {signs[k.OPERATOR_NAMES[tree.operator(node)]]}"] += 1
        elif kind in (k.OBJECT, k.CLASS_DECLARATION, k.CLASS_EXPRESSION):
            holder = "Property" if kind == k.OBJECT else "MethodDefinition"
            found[holder] += sum(tree.kind(child) in METHODS for child in tree.children(node))
        elif kind == k.SHORTHAND_DEFAULT:
            found["Property"] += 1
    return found


def acorn_counts(acorn: Path, files: list[Path]) -> list[Counter[str]]:
    words = ["node", "-e", COUNT_WITH_ACORN, str(acorn.absolute()), *(str(file.absolute()) for file in files)]
    done = subprocess.run(words, check=True, capture_output=True, text=True)
    return [Counter(json.loads(line)) for line in done.stdout.splitlines()]


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--acorn", type=Path, required=True)
    options.add_argument("files", type=Path, nargs="+")
    given = options.parse_args()
    wrong = 0
    for file, theirs in zip(given.files, acorn_counts(given.acorn, given.files), strict=True):
        ours = our_counts(parse(file.read_text(encoding="utf-8"), file.suffix == ".mjs").tree())
        names = sorted((ours.keys() | theirs.keys()) - LEFT_OUT)
        differing = [f"{name}: {ours[name]} here, {theirs[name]} there" for name in names if ours[name] != theirs[name]]
        wrong += len(differing)
        print(f"{file.name}: {sum(theirs[name] for name in names)} nodes, {len(names)} kinds, {len(differing)} differ")
        print("".join(f"  {line}\n" for line in differing), end="")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
