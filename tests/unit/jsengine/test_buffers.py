"""Memory that both sides look at."""

import gc
from array import array

import pytest

from jsengine import Context, JSError


def test_a_bytearray_is_shared(js: Context) -> None:
    data = bytearray(b"abc")
    js.globals.data = data
    assert js.eval("data instanceof Uint8Array && data.length") == 3
    js.eval("data[0] = 120; data.set([121], 1)")
    data[2] = ord("z")
    assert data == b"xyz" and js.eval("String.fromCharCode(...data)") == "xyz"


def test_bytes_are_copied(js: Context) -> None:
    data = b"abc"
    js.globals.data = data
    js.eval("data[0] = 120")
    assert data == b"abc" and js.eval("data[0]") == 120


@pytest.mark.parametrize(
    ("code", "name"),
    [
        ("b", "Int8Array"),
        ("B", "Uint8Array"),
        ("h", "Int16Array"),
        ("H", "Uint16Array"),
        ("i", "Int32Array"),
        ("I", "Uint32Array"),
        ("l", "BigInt64Array"),
        ("q", "BigInt64Array"),
        ("Q", "BigUint64Array"),
        ("f", "Float32Array"),
        ("d", "Float64Array"),
    ],
)
def test_arrays_are_typed_arrays(js: Context, code: str, name: str) -> None:
    data = array(code, [1, 2, 3])
    js.globals.data = data
    assert js.eval("data.constructor.name") == name
    js.eval("data[1]++")
    assert data[1] == 3
    view = memoryview(js.eval("data"))
    assert view.tolist() == [1, 3, 3] and view.nbytes == data.itemsize * 3


def test_memoryviews(js: Context) -> None:
    data = bytearray(range(10))
    js.globals.part = memoryview(data)[2:5]
    js.eval("part.fill(0)")
    assert data == bytes([0, 1, 0, 0, 0, 5, 6, 7, 8, 9])
    js.globals.read_only = memoryview(bytes(4))
    js.eval("read_only[0] = 1")
    with pytest.raises(ValueError, match="gaps"):
        js.globals.x = memoryview(data)[::2]
    js.globals.odd = memoryview(data)[1:9].cast("B")
    assert js.eval("odd.length") == 8


def test_buffers_of_javascript_are_python_s(js: Context) -> None:
    floats = js.eval("globalThis.floats = new Float64Array([0.5, 1])")
    view = memoryview(floats)
    assert view.format == "d" and view.shape == (2,) and view.tolist() == [0.5, 1]
    view[0] = 7
    assert js.eval("floats[0]") == 7 and bytes(js.eval("new Uint8Array([1, 2]).subarray(1)")) == b"\x02"
    assert bytes(js.eval("new ArrayBuffer(3)")) == bytes(3)
    assert bytes(js.eval("new SharedArrayBuffer(3)")) == bytes(3)
    with pytest.raises(BufferError):
        memoryview(js.eval("({})"))
    with pytest.raises(BufferError):
        memoryview(js.eval("const b = new ArrayBuffer(3); b.transfer(); b"))


def test_what_python_looks_at_stays_where_it_is(js: Context) -> None:
    buffer = js.eval("globalThis.b = new ArrayBuffer(4, {maxByteLength: 8})")
    view = memoryview(buffer)
    for attempt in (
        "b.transfer()",
        "b.transferToFixedLength()",
        "b.resize(0)",
        "structuredClone?.(b, {transfer: [b]})",
    ):
        if "structuredClone" in attempt and js.eval("typeof structuredClone") == "undefined":
            continue
        with pytest.raises(JSError, match="TypeError"):
            js.eval(attempt)
    view.release()
    js.eval("b.resize(8)")
    assert len(memoryview(buffer)) == 8
    js.eval("b.transfer()")


def test_a_view_outlives_its_context(in_mode: object) -> None:
    js = Context()
    view = memoryview(js.eval("new Uint8Array([1, 2, 3])"))
    data = bytearray(b"shared")
    js.globals.data = data
    both = memoryview(js.eval("data"))
    js.close()
    del js
    gc.collect()
    assert bytes(view) == b"\x01\x02\x03" and bytes(both) == b"shared"
    view.release()
    both.release()
    data.append(1)


def test_python_s_memory_lives_as_long_as_the_script_holds_it(js: Context) -> None:
    js.globals.data = bytearray(b"x" * 1000)
    gc.collect()
    js._kernel.collect(True)
    assert js.eval("data.every(x => x === 120)") is True
    data = bytearray(10)
    js.eval("d => { globalThis.kept = d.buffer.transfer() }")(data)
    js._kernel.collect(True)
    js.eval("kept.byteLength")
    data.append(1)  # the transfer copied: nothing looks at it any more


def test_a_large_buffer_costs_no_copy(js: Context) -> None:
    data = bytearray(50_000_000)
    js.globals.data = data
    js.eval("data[data.length - 1] = 7")
    assert data[-1] == 7
    assert js._kernel.statistics()["memory"]["Buffers"] < 1_000_000
