import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fleet } from '../../examples/fleet';
import { FleetApp, Synthesis, type Problem } from '../../lib';
import { formatFinding, isValid, surroundingsFromEnvironment, validateOutput } from '../../tools/validate';
import { schemaFolder } from '../support/schemas';

describe('examples/fleet', () => {
  let folder: string;
  const warnings: Problem[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-examples-'));
    const app = new FleetApp({ outdir: folder });
    Synthesis.of(app).configure({ onWarning: (warning) => warnings.push(warning) });
    fleet(app);
    app.synth();
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  test('has a folder for each cluster, and nothing to warn of', () => {
    expect(readdirSync(folder).sort()).toEqual(['edge-1', 'eu-1', 'hub', 'us-1']);
    expect(warnings).toEqual([]);
  });

  // What this run has is used: the real programs read the configurations, objects are held against the schemas.
  test('is valid in each cluster', async () => {
    const surroundings = { ...surroundingsFromEnvironment(), schemas: schemaFolder() };
    for (const cluster of readdirSync(folder)) {
      const report = await validateOutput(join(folder, cluster), surroundings);
      expect(report.checks.flatMap(({ findings }) => findings.map(formatFinding))).toEqual([]);
      expect(isValid(report)).toBe(true);
    }
  });
});
