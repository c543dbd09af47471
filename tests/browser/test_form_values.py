"""Values of controls that are objects: dates, files; and what forms make of them."""

from browser import open_page


def shown(body: str) -> str:
    with open_page() as page:
        page.set_content(f"<!doctype html><body><pre id=out></pre>{body}")
        page.settle()
        assert not page.errors
        return page.text("#out")


def test_dates() -> None:
    script = """<input type=month value=2020-03><script>
      const input = document.querySelector("input"), seen = [];
      seen.push(input.valueAsDate.toISOString());
      input.valueAsDate = new Date(Date.UTC(2021, 10, 5));
      seen.push(input.value);
      input.type = "time"; input.value = "01:02";
      seen.push(input.valueAsDate.getTime());
      input.valueAsDate = new Date(NaN);
      seen.push(input.value, input.valueAsDate);
      try { input.valueAsDate = 5 } catch (error) { seen.push(error.name) }
      input.type = "text";
      try { input.valueAsDate = new Date() } catch (error) { seen.push(error.name) }
      out.textContent = seen.map(String).join();
    </script>"""
    assert shown(script) == "2020-03-01T00:00:00.000Z,2021-11,3720000,,null,TypeError,InvalidStateError"


def test_files_in_form_data() -> None:
    script = """<form><input type=file name=empty></form><script>
      const data = new FormData(document.forms[0]), seen = [];
      data.append("blob", new Blob(["x"], { type: "text/plain" }));
      data.append("named", new File(["yz"], "a.txt"), "b.txt");
      data.set("blob", new Blob(["w"]), "c.txt");
      const describe = (data) => [...data].map(([name, file]) => `${name}:${file.name}:${file.size}:${file instanceof File}`);
      seen.push(...describe(data));
      new Response(data).formData().then((back) => {
        seen.push("back", ...describe(back));
        out.textContent = seen.join(" ");
      });
    </script>"""
    sent = "empty::0:true blob:c.txt:1:true named:b.txt:2:true"
    assert shown(script) == f"{sent} back {sent}"


def test_microtasks_run_before_the_parser_constructs_a_custom_element() -> None:
    script = """<script>
      const seen = [];
      customElements.define("x-early", class extends HTMLElement { constructor() { super(); seen.push("constructor"); } });
      Promise.resolve().then(() => seen.push("microtask"));
    </script><x-early></x-early><script>out.textContent = seen.join()</script>"""
    assert shown(script) == "microtask,constructor"


def test_labels_leave_interactive_content_alone() -> None:
    script = """<label><input type=checkbox><a href="#x" id=link>l</a><b tabindex=0 id=bold>b</b><i id=plain>i</i></label><script>
      const box = document.querySelector("input"), seen = [];
      box.addEventListener("input", (event) => seen.push(event.composed));
      for (const one of [link, bold, plain]) { one.click(); seen.push(box.checked); }
      out.textContent = seen.join();
    </script>"""
    assert shown(script) == "false,false,true,true"


def test_directions_are_entries() -> None:
    script = """<form dir=rtl><input name=a value=x dirname=d><textarea name=b dirname=e dir=ltr></textarea></form><script>
      out.textContent = new URLSearchParams(new FormData(document.forms[0]));
    </script>"""
    assert shown(script) == "a=x&d=rtl&b=&e=ltr"
