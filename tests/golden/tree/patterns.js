[a, b.c = 1, [d], { e }, ...f.g] = x;
({ a, b = 1, c: d.e, [f]: g = 2, ...h } = x);
for ([a, b] of c) ;
for ({ a } in c) ;
let { z: { y: [w = 1] = [] } = {} } = v;
