"""Generated programs that are valid, deterministic and end, run by several engines that must print the same.

- `templates.py` is the table of what programs are made of; `writer.py` fills its templates in.
- `worker.py` and `worker.cjs` run programs in fresh realms of ours and of node; `engines.py` talks to them.
- `reduction.py` makes a program that shows a difference small; `explained.py` lists the differences that are known.
"""
