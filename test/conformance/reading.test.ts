import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { renderYaml } from '../../lib/native';
import { RunningPrometheus } from '../prometheus/running';
import { describeUnless, missingPrograms, requireProgram } from '../support/programs';
import { canonical } from './canonical';
import { casesOf, missingCorpus, type Fields } from './corpus';
import { isSupported } from './versions';
import { deep, mapFields, text, without } from './walk';

/** What the Prometheus of the tests is built with. */
const DISCOVERIES = /^(kubernetes|dns|file|http)_sd_configs$/;

/** Jobs that the operator wrote, each under a name of its own. */
function jobs(): Fields[] {
  return ['prometheus-config', 'kube-prometheus-config']
    .flatMap(casesOf)
    .filter(({ version, expected }) => isSupported(version) && expected !== null)
    .flatMap(({ expected }) => (parse(expected as string) as { scrape_configs: Fields[] }).scrape_configs)
    .filter((job) =>
      Object.keys(job).every((field) => !field.endsWith('_sd_configs') || DISCOVERIES.test(field)),
    )
    .map((job, index) => ({ ...job, job_name: `${text(job.job_name)} ${index}` }))
    .map((job) => deep(job, withoutFiles));
}

/** Certificates are read when a job starts, and are not what this is about. */
function withoutFiles(fields: Fields): Fields {
  return mapFields(without(fields, 'tls_config'), (_, value) => value);
}

async function read(config: Fields): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'reading-'));
  await writeFile(join(root, 'prometheus.yml'), renderYaml(config));
  const args = [`--config.file=${join(root, 'prometheus.yml')}`, `--storage.tsdb.path=${join(root, 'data')}`];
  const running = await RunningPrometheus.start(requireProgram('prometheus-lts'), { root, args });
  try {
    const answer = await fetch(`${running.api.url}/api/v1/status/config`);
    return spelled(((await answer.json()) as { data: { yaml: string } }).data.yaml);
  } finally {
    await running.stop();
    await rm(root, { recursive: true });
  }
}

/** It repeats how the first group of a match was written, and the expression that it takes by default. */
function spelled(text: string): string {
  return text.replaceAll('${1}', '$1').replace(/\n +regex: \(\.\*\)(?=\n)/g, '');
}

describeUnless(
  missingCorpus ?? missingPrograms(['prometheus-lts']),
  'what is taken for the same configuration',
  () => {
    test('is read as the same by the real Prometheus', async () => {
      const written = { scrape_configs: jobs() };
      expect(written.scrape_configs.length).toBeGreaterThanOrEqual(298);
      const [theirs, equal] = [await read(written), await read(canonical(written))];
      const known = new Map(
        (parse(theirs) as typeof written).scrape_configs.map((job) => [job.job_name, job]),
      );
      const different = (parse(equal) as typeof written).scrape_configs.filter(
        (job) => JSON.stringify(job) !== JSON.stringify(known.get(job.job_name)),
      );
      expect(different.slice(0, 2)).toEqual(different.slice(0, 2).map((job) => known.get(job.job_name)));
      expect(different).toHaveLength(0);
    }, 120_000);
  },
);
