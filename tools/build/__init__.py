"""The native build: generated sources, the C++ kernel, the asmjit binding and the Python compiled by mypyc.

`python tools/build` builds in place, beside the sources; `setup.py` calls the same steps for a wheel. Sources are
found by folder, so that adding one needs no change here. Two tables may grow: `generators.py` and `compiled.py`.
"""
