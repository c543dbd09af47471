// Ways out through finally blocks, labels, switches.
function control(x) {
  outer: for (let i = 0; i < x; i++) {
    try {
      if (i) continue outer;
      if (x) break outer;
      return i;
    } catch ({ message }) {
      use(message);
    } finally {
      use(i);
    }
  }
  switch (x) {
    case 1: use(1);
    default: use(2); break;
    case x + 1: throw x;
  }
}
