import { RE2JS } from 're2js';
import { expand } from './template';

/** A regular expression of a relabeling: RE2, matched against the whole text, where `.` is any character. */
export class Expression {
  private readonly compiled: RE2JS;

  /** @throws {Error} where RE2 refuses the pattern */
  constructor(readonly pattern: string) {
    this.compiled = RE2JS.compile(anchored(pattern));
  }

  matches(text: string): boolean {
    return this.compiled.matcher(text).find();
  }

  /** Puts groups of the match into templates; undefined where the text does not match. */
  fill(text: string, templates: readonly string[]): string[] | undefined {
    const matcher = this.compiled.matcher(text);
    if (!matcher.find()) {
      return undefined;
    }
    const named = matcher.getNamedGroups();
    const group = (name: string): string => {
      if (/^(?:0|[1-9]\d*)$/.test(name)) {
        return Number(name) <= matcher.groupCount() ? (matcher.group(Number(name)) ?? '') : '';
      }
      return Object.hasOwn(named, name) ? (named[name] ?? '') : '';
    };
    return templates.map((template) => expand(template, group));
  }
}

/** What Prometheus compiles; as text, because it is accepted and refused as a whole. */
export function anchored(pattern: string): string {
  return `^(?s:${pattern})$`;
}

/** Most relabelings of a configuration share a few patterns, and compiling is slower than matching. */
const CACHE = new Map<string, Expression>();
const CACHE_SIZE = 2_000;

/** @throws {Error} where RE2 refuses the pattern */
export function expression(pattern: string): Expression {
  const known = CACHE.get(pattern);
  if (known !== undefined) {
    return known;
  }
  const compiled = new Expression(pattern);
  if (CACHE.size >= CACHE_SIZE) {
    CACHE.clear();
  }
  CACHE.set(pattern, compiled);
  return compiled;
}
