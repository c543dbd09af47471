// The code pauses between linking and evaluation; imports are read through their links.
import value, { named as renamed } from "other";
import * as space from "space";
export let exported = value + renamed;
export function hoisted() { return exported++; }
export default class {}
export { value as again };
await space;
