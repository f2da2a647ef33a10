const NON_ASCII_LETTER = /^\p{L}/u;

export function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** A letter or an underscore. */
export function isAlpha(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95;
}

export function isAlphaNumeric(code: number): boolean {
  return isAlpha(code) || isDigit(code);
}

/** What PromQL calls space: no other white space of Unicode. */
export function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

/** How many code units of a letter outside of ASCII stand at a place: 0 where it is none. */
export function nonAsciiLetterAt(text: string, at: number): number {
  if (!(text.charCodeAt(at) >= 0x80)) {
    return 0;
  }
  const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return NON_ASCII_LETTER.test(character) ? character.length : 0;
}
