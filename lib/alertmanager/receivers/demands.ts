import type { GlobalConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { checkGoDuration, checkUrl, checkUrlCredentials, checkUrlForm } from '../../values';
import { asWritten, type Words } from '../../versions';

/** What Alertmanager demands of a way to notify, as data: native fields and what they must be. */
export interface Demands<Native> {
  /** Must be there, and not empty. */
  readonly required?: ReadonlyArray<keyof Native & string>;

  /** Of each of these one field must be there, and one only. */
  readonly sources?: ReadonlyArray<Source<Native>>;

  /** Absolute URLs of HTTP. */
  readonly urls?: ReadonlyArray<keyof Native & string>;

  /** URLs that templates may make. */
  readonly templateUrls?: ReadonlyArray<keyof Native & string>;

  /** Go durations. */
  readonly durations?: ReadonlyArray<keyof Native & string>;

  /** The texts that a field may have. */
  readonly choices?: Readonly<Partial<Record<keyof Native & string, readonly string[]>>>;

  /** What is no field by itself. */
  readonly more?: (where: Where, native: Native, words: Words, global: GlobalConfig) => void;
}

/** Where something comes from: one of several fields, or a global one. */
export interface Source<Native> {
  readonly oneOf: ReadonlyArray<keyof Native & string>;

  /** Global fields that stand in for it. */
  readonly global?: ReadonlyArray<keyof GlobalConfig>;

  /** Whether it may come from nowhere. */
  readonly optional?: boolean;

  /** What is missing without it: `has no key`. */
  readonly complaint: string;

  /** How to mend that, in the words of the props. */
  readonly remedy: string;
}

/** Reports what an integration lacks, or has in excess. */
export function checkDemands<Native extends object>(
  where: Where,
  native: Native,
  demands: Demands<Native>,
  global: GlobalConfig,
  words: Words,
): void {
  const at = (field: string): Where => where.at(words(field));
  const text = (field: keyof Native): string | undefined => {
    const value: unknown = native[field];
    return typeof value === 'string' ? value : undefined;
  };
  for (const field of demands.required ?? []) {
    if (!isSet(native[field])) {
      at(field).error({ code: 'incomplete', complaint: 'is not set', remedy: 'Alertmanager demands it.' });
    }
  }
  for (const source of demands.sources ?? []) {
    checkSource(where, native, source, global, words);
  }
  for (const field of demands.urls ?? []) {
    checkAddress(at(field), text(field), words);
  }
  for (const field of demands.templateUrls ?? []) {
    const address = text(field);
    if (address !== undefined && isTemplate(address)) {
      if (words !== asWritten) checkUrlCredentials(at(field), address);
    } else {
      checkAddress(at(field), address, words);
    }
  }
  for (const field of demands.durations ?? []) {
    checkGoDuration(at(field), text(field));
  }
  for (const [field, choices] of Object.entries<readonly string[] | undefined>(demands.choices ?? {})) {
    checkText(at(field), text(field as keyof Native), choices ?? []);
  }
  demands.more?.(where, native, words, global);
}

function checkSource<Native extends object>(
  where: Where,
  native: Native,
  { oneOf, global: fallbacks = [], optional = false, complaint, remedy }: Source<Native>,
  global: GlobalConfig,
  words: Words,
): void {
  const given = oneOf.filter((field) => isSet(native[field]));
  if (given.length > 1) {
    where.error({
      code: 'contradiction',
      complaint: `has ${given.map(words).join(' and ')}, of which only one can hold`,
      remedy: 'Keep one of them.',
    });
  } else if (given.length === 0 && !optional && !fallbacks.some((field) => isSet(global[field]))) {
    where.error({ code: 'incomplete', complaint, remedy });
  }
}

/** Whether Alertmanager would see something there. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && value !== 0;
}

/** Whether Go's template engine has something to do: then the text is known only when an alert comes. */
export function isTemplate(text: string): boolean {
  return text.includes('{{');
}

/** In what was written natively, the gate looks for passwords in all URLs. */
function checkAddress(where: Where, url: string | undefined, words: Words): void {
  if (url !== undefined) {
    (words === asWritten ? checkUrlForm : checkUrl)(where, url);
  }
}

function checkText(where: Where, text: string | undefined, choices: readonly string[]): void {
  if (text !== undefined && !isTemplate(text) && !choices.includes(text)) {
    where.error({
      code: 'invalid-choice',
      value: text,
      complaint: `is none of ${choices.map((choice) => `"${choice}"`).join(', ')}`,
    });
  }
}
