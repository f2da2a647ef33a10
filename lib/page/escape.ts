/** A text as it stands in HTML, between tags and in attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);
}

/** JSON for a script element: it has no `<` outside of texts, where it may be written so. */
export function jsonInScript(value: unknown): string {
  return JSON.stringify(value).replaceAll('<', String.raw`\u003c`);
}

/** Without what would end the element that it stands in. */
export function sourceInScript(source: string): string {
  return source.replace(/<\/(script)/gi, String.raw`<\/$1`);
}
