/** How long a text of `match[]` is in a URL, with what stands between it and the next. */
export function queryLength(match: string): number {
  return `${encodeURIComponent('match[]')}=&`.length + encodedLength(match);
}

/** As browsers write it, which escape no less than Go does. */
export function encodedLength(text: string): number {
  return new URLSearchParams([['', text]]).toString().length - 1;
}
