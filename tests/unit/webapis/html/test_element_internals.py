"""Form-associated custom elements as scripts write them, and files in forms."""

from tests.unit.webapis.idl.scripted_window import ScriptedWindow

CONTROL = """
class Control extends HTMLElement {
  static formAssociated = true;
  constructor() { super(); this.internals = this.attachInternals(); this.log = []; }
  formAssociatedCallback(form) { this.log.push(form ? "form " + form.id : "no form"); }
  formDisabledCallback(disabled) { this.log.push(disabled ? "disabled" : "enabled"); }
  formResetCallback() { this.log.push("reset"); }
}
customElements.define("x-control", Control);
document.body.innerHTML = `<form id=f><fieldset><label><x-control name=n></x-control></label></fieldset></form>`;
const control = document.querySelector("x-control"), form = document.querySelector("form");
"""


def run(script: str) -> object:
    window = ScriptedWindow()
    window.run(CONTROL)
    return window.run(f"String({script})")


def test_callbacks_follow_the_form_the_fieldset_and_reset() -> None:
    assert (
        run("""(() => {
            const fieldset = document.querySelector("fieldset");
            fieldset.disabled = true;
            fieldset.disabled = false;
            form.reset();
            document.body.append(control);
            control.setAttribute("form", "f");
            form.id = "g";
            return control.log;
        })()""")
        == "form f,disabled,enabled,reset,no form,form f,no form"
    )


def test_values_become_entries() -> None:
    assert (
        run("""(() => {
            const seen = [];
            const look = () => seen.push([...new FormData(form)].map(([key, value]) => key + "=" + value).join("&"));
            control.internals.setFormValue("one"); look();
            const several = new FormData(); several.append("a", "1"); several.append("b", "2");
            control.internals.setFormValue(several); several.append("c", "3"); look();
            control.internals.setFormValue(null); look();
            return seen.join(" ");
        })()""")
        == "n=one a=1&b=2 "
    )


def test_validity_is_what_the_element_says() -> None:
    assert (
        run("""(() => {
            const { internals } = control, seen = [];
            control.addEventListener("invalid", () => seen.push("invalid"));
            try { internals.setValidity({ valueMissing: true }) } catch (error) { seen.push(error.name) }
            internals.setValidity({ valueMissing: true }, "say something");
            seen.push(internals.validity.valueMissing, internals.validationMessage, form.checkValidity());
            seen.push(control.matches(":invalid"), form.matches(":invalid"));
            internals.setValidity({});
            seen.push(internals.checkValidity(), control.matches(":valid"));
            return seen;
        })()""")
        == "TypeError,invalid,true,say something,false,true,true,true,true"
    )


def test_who_may_have_internals() -> None:
    assert run("""(() => {
            const names = [];
            const attempt = (element) => { try { element.attachInternals() } catch (error) { names.push(error.name) } };
            attempt(document.createElement("div"));
            attempt(control);
            class Without extends HTMLElement { static disabledFeatures = ["internals"]; }
            customElements.define("x-without", Without);
            attempt(new Without());
            customElements.define("x-button", class extends HTMLButtonElement {}, { extends: "button" });
            attempt(document.createElement("button", { is: "x-button" }));
            class Plain extends HTMLElement {}
            customElements.define("x-plain", Plain);
            const plain = new Plain().attachInternals();
            try { plain.setFormValue("x") } catch (error) { names.push(error.name) }
            return names;
        })()""") == ",".join(["NotSupportedError"] * 5)


def test_shadow_roots_states_labels_and_accessibility() -> None:
    assert (
        run("""(() => {
            const { internals } = control;
            const closed = control.attachShadow({ mode: "closed" });
            internals.states.add("a").add("b").add("a");
            internals.states.delete("b");
            internals.ariaLabel = "name";
            return [internals.shadowRoot === closed, control.shadowRoot, internals.states.size, [...internals.states],
                [...internals.states.entries()].join("-"), internals.labels.length, internals.ariaLabel,
                control.hasAttribute("aria-label"), internals.form === form];
        })()""")
        == "true,,1,a,a,a,1,name,false,true"
    )


def test_aria_attributes_reflect() -> None:
    assert (
        run("""(() => {
            control.ariaExpanded = "true";
            control.role = "button";
            const seen = [control.getAttribute("aria-expanded"), control.getAttribute("role"), control.ariaLabel];
            control.ariaExpanded = null;
            return [...seen, control.hasAttribute("aria-expanded")].map(String);
        })()""")
        == "true,button,null,false"
    )
