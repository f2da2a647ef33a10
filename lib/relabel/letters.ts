/**
 * Go changes the case of each character by itself, and only into one character; JavaScript knows words and
 * ligatures, too: `ß` becomes `SS`, a final `Σ` becomes `ς`.
 */
export function lowercase(text: string): string {
  return eachCharacter(text, (character) => {
    const lower = character.toLowerCase();
    return isOneCharacter(lower) ? lower : (SIMPLE_LOWER[character] ?? character);
  });
}

/** See {@link lowercase}. */
export function uppercase(text: string): string {
  return eachCharacter(text, (character) => {
    const upper = character.toUpperCase();
    return isOneCharacter(upper) ? upper : simpleUpper(character);
  });
}

const SIMPLE_LOWER: Readonly<Record<string, string>> = { İ: 'i' };

/** Greek letters with an iota below have a capital of their own beside the one of two letters. */
function simpleUpper(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const inRow = code >= 0x1f80 && code <= 0x1faf && code % 16 < 8;
  const distance = inRow ? 8 : code === 0x1fb3 || code === 0x1fc3 || code === 0x1ff3 ? 9 : 0;
  return String.fromCodePoint(code + distance);
}

function eachCharacter(text: string, change: (character: string) => string): string {
  return Array.from(text, change).join('');
}

function isOneCharacter(text: string): boolean {
  return Array.from(text).length === 1;
}
