"""Options that come into a select at once: the last that says so is selected, as if they had come one by one."""

from browser import open_page

COUNT = 30_000
SCRIPT = """
    const select = document.querySelector('select'), [first, second, third] = select.options, found = [];
    const made = name => {
        const fragment = new DocumentFragment();
        for (let i = 0; i < 4; i++) fragment.append(new Option(name + i, '', false, i == 1 || i == 2));
        return fragment;
    };
    const note = () => found.push(select.selectedOptions.length, select.selectedOptions[0].text);
    third.before(made('a'));
    note();
    first.before(made('b'));
    note();
    const group = document.createElement('optgroup');
    group.append(made('c'));
    second.before(group);
    note();
"""


def test_the_last_one_wins() -> None:
    with open_page() as page:
        page.set_content("<select><option>first<option selected>second<option>third</select>")
        assert page.evaluate(SCRIPT + "found") == [1, "a2", 1, "b2", 1, "c2"]


def test_many_look_at_each_other_once_only() -> None:
    """Where each looks at all, this takes minutes."""
    with open_page() as page:
        page.set_content("<select></select>")
        page.evaluate(f"document.querySelector('select').innerHTML = '<option selected>x'.repeat({COUNT})")
        answer = page.evaluate(
            "[document.querySelector('select').selectedOptions.length, document.querySelector('select').selectedIndex]"
        )
        assert answer == [1, COUNT - 1]
