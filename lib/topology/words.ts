/** `1 job`, `2 jobs`. */
export function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 ? '' : 's'}`;
}

/** `mimir.example.org/api/v1/push`: without the user, the password and the query, which may hold a token. */
export function shownAddress(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || url.host === '') {
    return address.replace(/^.*@/, '').replace(/[?#].*$/, '');
  }
  return `${url.host}${url.pathname === '/' ? '' : url.pathname}`;
}
