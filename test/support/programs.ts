/** The variable in which `tools/run.mjs` says what it has: a JSON object from program names to paths. */
const VARIABLE = 'CDK8S_PROMETHEUS_PROGRAMS';

/** The real program of this name, where this run has one. */
export function program(name: string): string | undefined {
  return programs()[name];
}

/** The real program of this name, for a test that {@link describeWith} has let through. */
export function requireProgram(name: string): string {
  const path = program(name);
  if (path === undefined) {
    throw new Error(
      `program "${name}" is missing: ${VARIABLE} has ${Object.keys(programs()).join(', ') || 'none'}`,
    );
  }
  return path;
}

/** A `describe` that needs real programs: skipped, with the reason in its title, where one is missing. */
export function describeWith(names: readonly string[], title: string, suite: () => void): void {
  describeUnless(missingPrograms(names), title, suite);
}

/** A `describe` that is skipped for a reason, which then stands in its title. */
export function describeUnless(reason: string | undefined, title: string, suite: () => void): void {
  if (reason === undefined) {
    describe(title, suite);
  } else {
    describe.skip(`${title} [skipped: ${reason}]`, suite);
  }
}

/** Says which of these programs this run lacks, if any. */
export function missingPrograms(names: readonly string[]): string | undefined {
  const missing = names.filter((name) => program(name) === undefined);
  return missing.length === 0 ? undefined : `no ${missing.join(', ')}`;
}

function programs(): Readonly<Record<string, string>> {
  return JSON.parse(process.env[VARIABLE] ?? '{}') as Record<string, string>;
}
