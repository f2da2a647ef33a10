import { defineMappingTag, defineScalarTag, FAILSAFE_SCHEMA, mergeTag, NOT_RESOLVED } from 'js-yaml';

/**
 * YAML as kubectl reads it: by the library go-yaml, which takes most of YAML 1.1, such as `yes` for true and
 * `0777` for an octal number, but neither numbers to the base of 60 nor dates. Measured on sigs.k8s.io/yaml 1.6.
 */

const TRUE = new Set(['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON']);
const FALSE = new Set(['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF']);
const NULL = new Set(['', '~', 'null', 'Null', 'NULL']);
const SIGNS_AND_DIGITS = ['+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

const nullTag = defineScalarTag<null>('tag:yaml.org,2002:null', {
  implicit: true,
  implicitFirstChars: ['', '~', 'n', 'N'],
  resolve: (source) => (NULL.has(source) ? null : NOT_RESOLVED),
  identify: (value) => value === null,
});

const boolTag = defineScalarTag<boolean>('tag:yaml.org,2002:bool', {
  implicit: true,
  implicitFirstChars: ['y', 'Y', 'n', 'N', 't', 'T', 'f', 'F', 'o', 'O'],
  resolve: (source) => (TRUE.has(source) ? true : FALSE.has(source) ? false : NOT_RESOLVED),
  identify: (value) => typeof value === 'boolean',
});

const intTag = defineScalarTag<number>('tag:yaml.org,2002:int', {
  implicit: true,
  implicitFirstChars: SIGNS_AND_DIGITS,
  resolve: (source) => wholeNumber(source.replaceAll('_', '')) ?? NOT_RESOLVED,
  identify: (value) => Number.isInteger(value),
});

const floatTag = defineScalarTag<number>('tag:yaml.org,2002:float', {
  implicit: true,
  implicitFirstChars: ['.', ...SIGNS_AND_DIGITS],
  resolve: (source) => decimal(source) ?? NOT_RESOLVED,
  identify: (value) => typeof value === 'number',
});

const binaryTag = defineScalarTag<string>('tag:yaml.org,2002:binary', {
  resolve: (source) => Buffer.from(source, 'base64').toString(),
  identify: () => false,
});

/** Keys are text, as in JSON; `yes: 1` is the field "true". */
const mapTag = defineMappingTag<Record<string, unknown>>('tag:yaml.org,2002:map', {
  create: () => ({}),
  addPair: (fields, key, value) => {
    if (!isKey(key)) {
      return `a key must be text, and this is ${key === null ? 'null' : 'an object or a list'}`;
    }
    // A key like "__proto__" is a key like any other.
    Object.defineProperty(fields, String(key), {
      value,
      enumerable: true,
      writable: true,
      configurable: true,
    });
    return '';
  },
  has: (fields, key) => isKey(key) && Object.hasOwn(fields, String(key)),
  keys: (fields) => Object.keys(fields),
  get: (fields, key) => fields[String(key)],
  identify: () => false,
});

export const KUBECTL_SCHEMA = FAILSAFE_SCHEMA.withTags(
  nullTag,
  boolTag,
  intTag,
  floatTag,
  mergeTag,
  binaryTag,
  mapTag,
);

/** The name of the field that a key without quotes becomes. */
export function fieldName(key: string): string {
  return String(KUBECTL_SCHEMA.resolveImplicitScalarTag(key).value);
}

/** Spellings of a number that look like another number, or like text, to many a reader. */
const UNUSUAL_NUMBER = /^[-+]?0[\dboxBOX_]|\d_|^\+/;

/** Whether a plain scalar means something else to readers of YAML 1.2 than it does to kubectl. */
export function isUnusual(source: string): boolean {
  return UNUSUAL_NUMBER.test(source);
}

/** With the prefixes that Go knows: 0x, 0o, 0b, and 0 alone for octal. */
const WHOLE = /^([-+]?)(?:0x([\da-f]+)|0b([01]+)|0o?([0-7]+)|(0|[1-9]\d*))$/i;

function wholeNumber(source: string): number | undefined {
  const [, sign, hex, binary, octal, plain] = WHOLE.exec(source) ?? [];
  const digits = hex ?? binary ?? octal ?? plain;
  if (digits === undefined) {
    return undefined;
  }
  const base = hex !== undefined ? 16 : binary !== undefined ? 2 : octal !== undefined ? 8 : 10;
  const size = Number.parseInt(digits, base);
  return sign === '-' && size !== 0 ? -size : size;
}

const DECIMAL = /^[-+]?(\.\d+|\d+(\.\d*)?)(e[-+]?\d+)?$/i;
const SPECIAL: Readonly<Record<string, number>> = {
  '.inf': Infinity,
  '+.inf': Infinity,
  '-.inf': -Infinity,
  '.nan': NaN,
};
const SPECIAL_SPELLING = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/;

function decimal(source: string): number | undefined {
  if (SPECIAL_SPELLING.test(source)) {
    return SPECIAL[source.toLowerCase()];
  }
  const plain = source.startsWith('.') ? source : source.replaceAll('_', '');
  // What is too large for a number is text to Go.
  const value = DECIMAL.test(plain) ? Number(plain) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

function isKey(key: unknown): key is string | number | boolean {
  return typeof key === 'string' || typeof key === 'number' || typeof key === 'boolean';
}
