/** Versions, as they are written and compared. */

/** The first version in a text, such as 3.16.0 in "prometheus, version 3.16.0 (branch: …)". */
export const VERSION = /\d+\.\d+(\.\d+)?/;

/** Negative, zero or positive, as a sort function wants it. A part that is missing counts as 0. */
export function compareVersions(left, right) {
  const [a, b] = [left, right].map((version) => version.split('.').map(Number));
  return a[0] - b[0] || a[1] - b[1] || (a[2] ?? 0) - (b[2] ?? 0);
}

/** Patch releases keep flags and formats, so any of the same minor version serves the tests as well. */
export function sameMinor(left, right) {
  const minor = (version) => version.split('.').slice(0, 2).join('.');
  return minor(left) === minor(right);
}
