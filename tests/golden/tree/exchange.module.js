import def, { a, b as c, default as d, "string name" as e } from "one";
import * as all from "two";
import "three" with { type: "json" };
export { c as default, d as "other name" };
export * from "four";
export * as ns from "five";
export const f = 1, [g] = [];
export async function h() { await import.meta; }
export class I { }
await 0;
