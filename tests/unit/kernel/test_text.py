"""JSON, dates and URI functions under a collector that runs at every allocation."""

import pytest

from jsengine._kernel import Context

JSON_BOTH_WAYS = r"""
    const items = [];
    for (let i = 0; i < 8; i++)
        items.push({id: i, name: 'name ' + i, tags: ['a', 'bb'], score: i / 3, nested: {s: i % 2 ? 'a"b' : '\u20ac'}, last: null});
    const text = JSON.stringify(items), again = JSON.stringify(JSON.parse(text)), indented = JSON.stringify(items, null, 2);
    const wide = {};
    for (let i = 0; i < 140; i++) wide['key' + i] = 'value' + i;
    text === again && JSON.stringify(JSON.parse(indented)) === text && JSON.parse(JSON.stringify(wide)).key139 === 'value139'
"""
JSON_BY_SCRIPTS = r"""
    const doubled = JSON.parse('{"a":[1,2,{"b":"x\\n"}],"c":3}', (key, value) => typeof value === 'number' ? {n: value} : value);
    const text = JSON.stringify(doubled, (key, value) => Array.isArray(value) ? [...value, key] : value);
    const made = JSON.stringify([{toJSON() { return {fresh: ['x' + 1]}; }}, {}, {get a() { return {b: 'c' + 2}; }}]);
    text === '{"a":[{"n":1},{"n":2},{"b":"x\\n"},"a"],"c":{"n":3}}' && made === '[{"fresh":["x1"]},{},{"a":{"b":"c2"}}]'
"""
JSON_ERRORS = r"""
    let message = '';
    try { JSON.parse('[1,{"a":[2,{"b":x}]}]'); } catch (error) { message = error.message; }
    const circle = {list: [[{}]]};
    circle.list[0][0].back = circle;
    try { JSON.stringify(circle); } catch (error) { message += error.message; }
    message.startsWith("Unexpected token 'x'") && message.endsWith("property 'back' closes the circle")
"""
DATES_AND_URIS = r"""
    const date = new Date(2020, 1, 29, 12, 30);
    new Date(String(date)).getTime() === date.getTime() && JSON.stringify(new Date(0)) === '"1970-01-01T00:00:00.000Z"' &&
    decodeURIComponent(encodeURIComponent('\u{1F600} a/b')) === '\u{1F600} a/b' && unescape(escape('\u20ac \xfc')) === '\u20ac \xfc'
"""


@pytest.mark.parametrize("script", [JSON_BOTH_WAYS, JSON_BY_SCRIPTS, JSON_ERRORS, DATES_AND_URIS])
def test_a_collection_at_every_allocation(context: Context, script: str) -> None:
    context.set_stress(True)
    assert context.eval(script) is True
    context.set_stress(False)
    context.verify()
