// Import and export entries.
import first, { second as renamed, 'a string' as third } from './a.js';
import * as all from './b.json' with { type: 'json' };
import './a.js';
export * from './a.js';
export * as everything from './c.js';
export { fourth, default as fifth } from './c.js';
export { first, local as 'other string', all };
export let local = () => renamed(third), { exported, ...others } = all;
export function declared() { return await_; }
export class Kept {}
export default class {}
let await_ = await local;
