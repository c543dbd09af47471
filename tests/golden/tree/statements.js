"use strict";
if (a) b; else if (c) d; else { }
label: for (let i = 0, n = 1; i < n; i++) { if (i) continue label; break label; }
for (const k in o) ;
for (var v of list) v();
while (a) do { b } while (c)
switch (x) { case 1: case 2: f(); break; default: g(); }
try { throw e } catch ({ message = "none" }) { } finally { ; }
try { } catch { }
debugger;
var p, q = 1
p
++q
