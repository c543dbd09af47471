// A use is checked if it may come before the declaration is done.
{
  early;
  let early = 1;
  early;
  const recursive = () => recursive() + early;
  hoisted();
  let late = 2;
  function hoisted() { return late + early; }
  late = () => late;
  {
    function inner() { return late; }
  }
  switch (late) {
    case 1:
      let clause = 1;
      clause;
  }
}
function parameters(a = b, b = a, { c = b, d } = {}) { return a + b + c + d; }
for (let x of x) x;
class Self extends Base(Self) {
  static field = Self;
  [Self.name]() { return Self; }
  static { Self; later; }
}
let later;
