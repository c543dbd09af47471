"""Popovers, dialogs and where they put the focus; hosts that hand their focus on."""

from browser import open_page

LOG = "const log = [], note = (e) => log.push(`${e.target.id} ${e.type} ${e.oldState}-${e.newState}`);"
LISTEN = "for (const e of document.querySelectorAll('[id]')) e.onbeforetoggle = e.ontoggle = note;"


def test_popovers_show_hide_and_tell() -> None:
    with open_page() as page:
        page.set_content(
            f"<p id=a popover>a</p><p id=b popover=manual>b</p><p id=c>c</p><script>{LOG}{LISTEN}</script>"
        )
        assert (
            page.evaluate(
                "(() => { const seen = []; a.showPopover(); b.showPopover(); seen.push(a.matches(':popover-open'), a.popover, b.popover, c.popover);"
                " a.hidePopover(); seen.push(a.matches(':popover-open'), b.togglePopover(), b.togglePopover(true), b.togglePopover(false));"
                " try { c.showPopover() } catch (error) { seen.push(error.name) }"
                " const gone = a; a.remove(); try { gone.showPopover() } catch (error) { seen.push(error.name) } return seen.map(String).join() })()"
            )
            == "true,auto,manual,null,false,false,true,false,NotSupportedError,InvalidStateError"
        )
        page.settle()
        assert page.evaluate("log.join()") == (
            "a beforetoggle closed-open,b beforetoggle closed-open,a beforetoggle open-closed,b beforetoggle open-closed,"
            "b beforetoggle closed-open,b beforetoggle open-closed,a toggle closed-closed,b toggle closed-closed"
        )


def test_one_auto_popover_at_a_time_but_for_those_within() -> None:
    with open_page() as page:
        page.set_content("<p id=a popover>a<span id=b popover>b</span></p><p id=c popover>c</p>")
        assert (
            page.evaluate(
                "(() => { const open = () => [a, b, c].map((e) => +e.matches(':popover-open')).join(''), seen = [];"
                " a.showPopover(); b.showPopover(); seen.push(open()); c.showPopover(); seen.push(open());"
                " a.showPopover(); b.showPopover(); a.hidePopover(); seen.push(open());"
                " c.onbeforetoggle = (e) => e.preventDefault(); c.showPopover(); seen.push(open());"
                " a.showPopover(); a.popover = 'manual'; seen.push(open()); return seen.join() })()"
            )
            == "110,001,000,000,000"
        )


def test_buttons_have_targets() -> None:
    with open_page() as page:
        page.set_content(
            "<button popovertarget=a>x</button><button popovertarget=a popovertargetaction=hide>y</button><p id=a popover>a</p>"
        )
        assert (
            page.evaluate(
                "(() => { const [x, y] = document.querySelectorAll('button'), open = () => +a.matches(':popover-open'), seen = [];"
                " y.click(); seen.push(open()); x.click(); seen.push(open()); y.click(); seen.push(open()); x.click(); x.click(); seen.push(open());"
                " seen.push(x.popoverTargetElement === a, y.popoverTargetAction, x.popoverTargetAction); return seen.join() })()"
            )
            == "0,1,0,0,true,hide,toggle"
        )


def test_dialogs_take_and_give_back_the_focus() -> None:
    with open_page() as page:
        page.set_content(
            "<button id=before>x</button><dialog><button id=first>a</button><input id=auto autofocus></dialog>"
        )
        assert (
            page.evaluate(
                "(() => { const dialog = document.querySelector('dialog'), seen = [], at = () => seen.push(document.activeElement.id);"
                " before.focus(); dialog.showModal(); at(); dialog.close('v'); at(); auto.removeAttribute('autofocus');"
                " dialog.show(); at(); dialog.oncancel = (e) => e.preventDefault(); dialog.requestClose(); seen.push(dialog.open);"
                " dialog.oncancel = null; dialog.requestClose('w'); seen.push(dialog.open, dialog.returnValue); return seen.join() })()"
            )
            == "auto,before,first,true,false,w"
        )


def test_hosts_delegate_their_focus() -> None:
    with open_page() as page:
        page.set_content("<div id=host tabindex=0></div>")
        assert (
            page.evaluate(
                "(() => { const root = host.attachShadow({mode: 'open', delegatesFocus: true}), seen = [];"
                " root.innerHTML = '<p>x</p><div id=inner></div><button id=last>y</button>';"
                " const inner = root.querySelector('#inner').attachShadow({mode: 'open', delegatesFocus: true});"
                " inner.innerHTML = '<input id=deep>'; host.focus();"
                " seen.push(document.activeElement.id, root.activeElement.id, inner.activeElement.id);"
                " seen.push(host.matches(':focus'), root.querySelector('#inner').matches(':focus'), root.querySelector('#last').matches(':focus'));"
                " root.querySelector('#last').focus(); host.focus(); seen.push(root.activeElement.id); return seen.join() })()"
            )
            == "host,inner,deep,true,true,false,last"
        )
