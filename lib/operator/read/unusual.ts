import type { Problem } from '../../problems';
import type { Path } from '../schema';
import type { Found } from './found';
import { isUnusual } from './kubectl-yaml';
import { report } from './report';

/** Cheap signs that a document may have such a number or key at all. */
const MAY_HAVE_NUMBER = /[\s[{,:][-+]?(?:0[\dbox_]|\d+_)|[\s[{,:]\+[.\d]/i;
const MAY_HAVE_KEY = /(?:^|[\s{,])(?:y|n|yes|no|on|off|true|false|[-+.\d][^\s,{}]*)[ \t]*:(?:\s|$)/im;

/** Whether it is worth to look at the values of a document, of which there is mostly none that is unusual. */
export function mayBeUnusual(text: string): boolean {
  return MAY_HAVE_NUMBER.test(text) || MAY_HAVE_KEY.test(text);
}

/**
 * Warns of numbers and keys that kubectl reads in another way than they are mostly meant: `0644` is 420, and
 * the key `on` is "true". Where the schema wants something else they are errors, which say more.
 */
export function warnOfUnusual(found: Found, problems: Problem[]): void {
  if (!found.mayBeUnusual) {
    return;
  }
  found.positions.visit(found.base, (path, { plain, key }) => {
    const own = path.slice(found.base.length);
    if (own[0] === 'status') {
      return;
    }
    const name = String(path.at(-1));
    if (key !== undefined && key !== name) {
      warn(
        found,
        own,
        problems,
        `is written as ${key} without quotes, which kubectl reads as the key "${name}"`,
      );
    }
    if (plain !== undefined && isUnusual(plain) && typeof valueAt(found.object, own) === 'number') {
      warn(
        found,
        own,
        problems,
        `is written as ${plain}, which kubectl reads as this number`,
        valueAt(found.object, own),
      );
    }
  });
}

function warn(found: Found, path: Path, problems: Problem[], complaint: string, value?: unknown): void {
  report(problems, found, path, 'warning', {
    code: 'yaml-1.1',
    complaint,
    ...(value === undefined ? {} : { value }),
    remedy: 'Write it so that it reads the same everywhere, with quotes where you mean text.',
  });
}

function valueAt(object: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) => (value as Record<string | number, unknown> | undefined)?.[key],
    object,
  );
}
