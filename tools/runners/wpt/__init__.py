"""Runner of web-platform-tests over a loopback server.

`server` serves a checkout as WPT's own server would (as far as static files go), `wrappers` makes pages of `.any.js`
and `.window.js`, `templates` and `pipes` are the server's substitutions, `pages` finds the test pages, a `PageDriver`
opens one and gives back its console, `score` counts, `main` is the command.
"""
