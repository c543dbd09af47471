// What every page shares: a log of events, and steps that a driver runs one after the other (window.runStep).
window.events = [];
window.log = (...words) => events.push(words.join(" "));
window.steps = [];
window.step = (action) => steps.push(action);
window.$id = (id) => document.getElementById(id);
window.$one = (selector) => document.querySelector(selector);
window.$all = (selector) => [...document.querySelectorAll(selector)];
window.typeInto = (field, text) => {
  field.focus();
  field.value = text;
  field.dispatchEvent(new InputEvent("input", { bubbles: true, data: text, inputType: "insertText" }));
};
window.key = (target, name, type = "keydown") =>
  target.dispatchEvent(new KeyboardEvent(type, { key: name, bubbles: true, cancelable: true }));
window.addEventListener("error", (event) => log("ERROR", event.message));
window.addEventListener("unhandledrejection", (event) => log("REJECTED", String(event.reason)));
window.runStep = (index) => void steps[index]();
window.snapshot = () => {
  const fields = $all("input, select, textarea").map((field) =>
    field.type === "checkbox" || field.type === "radio" ? field.checked : field.value);
  const focused = document.activeElement && document.activeElement !== document.body ? document.activeElement.id : "";
  return JSON.stringify({ html: $id("app").outerHTML.replace(/lit\$\d+\$/g, "lit$"), fields, focused, events: events.splice(0) });
};
