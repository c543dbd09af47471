export function* walk(items) {
  for (const item of items) yield item;
}
