/**
 * What follows a `$`, as Go's `Regexp.Expand` reads it: `$$`, `${name}`, or the longest `$name` of letters,
 * digits and underscores, so that `$1x` asks for a group called `1x`. Everything else is a dollar.
 */
const REFERENCE = /\$(?:(\$)|\{([\p{L}\p{Nd}_]+)\}|([\p{L}\p{Nd}_]+))/gu;

/** Puts groups of a match into a template. A group that is not there is empty. */
export function expand(template: string, group: (name: string) => string): string {
  return template.replace(
    REFERENCE,
    (_, dollar: string | undefined, braced: string | undefined, bare: string | undefined) =>
      dollar ?? group(braced ?? bare ?? ''),
  );
}
