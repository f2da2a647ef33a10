/** More words than anybody writes into a selector by hand. */
const MOST_WORDS = 256;

/** Characters that stand for more than themselves in RE2. */
const SPECIAL = new Set('.+*?{}[]^$');

/** Letters and digits behind a backslash are classes and the like; all else is itself. */
const PLAIN_ESCAPE = /[^a-zA-Z0-9]/;

/**
 * All texts that a regular expression matches as a whole, where it is made of plain text and alternatives only,
 * such as `(shop|cart);true`. Undefined where there is more to it, or where there are too many.
 */
export function finiteLanguage(pattern: string): readonly string[] | undefined {
  const reader = { rest: Array.from(pattern) };
  const words = alternatives(reader);
  return reader.rest.length === 0 ? words : undefined;
}

interface Reader {
  readonly rest: string[];
}

function alternatives(reader: Reader): string[] | undefined {
  const words: string[] = [];
  for (;;) {
    const branch = sequence(reader);
    if (branch === undefined || words.length + branch.length > MOST_WORDS) {
      return undefined;
    }
    words.push(...branch);
    if (reader.rest[0] !== '|') {
      return [...new Set(words)];
    }
    reader.rest.shift();
  }
}

function sequence(reader: Reader): string[] | undefined {
  let words = [''];
  while (reader.rest.length > 0 && reader.rest[0] !== '|' && reader.rest[0] !== ')') {
    const next = item(reader);
    if (next === undefined || words.length * next.length > MOST_WORDS) {
      return undefined;
    }
    words = words.flatMap((word) => next.map((more) => word + more));
  }
  return words;
}

function item(reader: Reader): string[] | undefined {
  const character = reader.rest.shift() ?? '';
  if (character === '(') {
    return group(reader);
  }
  if (character === '\\') {
    const escaped = reader.rest.shift() ?? '';
    return PLAIN_ESCAPE.test(escaped) ? [escaped] : undefined;
  }
  return SPECIAL.has(character) ? undefined : [character];
}

function group(reader: Reader): string[] | undefined {
  if (reader.rest[0] === '?') {
    if (reader.rest[1] !== ':') {
      return undefined;
    }
    reader.rest.splice(0, 2);
  }
  const words = alternatives(reader);
  return reader.rest.shift() === ')' ? words : undefined;
}
