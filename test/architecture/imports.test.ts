import { findCycle } from './cycles';
import {
  developmentPackages,
  importsOf,
  isPackage,
  packageName,
  publishedPackages,
  type Import,
} from './sources';

/**
 * The folders of lib, from the ground up: each may import from layers below its own, and from no other
 * folder. `docs/architecture.md` draws the same.
 */
const LAYERS: ReadonlyArray<readonly string[]> = [
  ['problems', 'native', 'dashboards'], // the words everything is said in: what is wrong, and upstream's own configuration
  ['values', 'kubernetes', 'versions', 'page'], // facts about single values, objects, releases; pages for browsers
  [
    'shapes', // what fields props have, and of what types
    'sizing', // what a load needs
  ],
  [
    'references',
    'synthesis', // what an app's constructs have in common
    'relabel',
    'promql',
    'manifests',
    'template',
  ], // what Prometheus does with labels; what was written, read again; languages
  [
    'http',
    'workload', // parts that several constructs are made of
    'explain', // what a configuration makes of a target
    'topology', // who scrapes, tells and asks whom
    'sharding', // whose target it is
  ],
  ['rules', 'web', 'diff'], // what is evaluated; how a program serves; what other manifests do
  ['scrape', 'scope', 'placement'], // what is scraped, whose series rules read, and where they run
  ['alertmanager', 'grafana'],
  ['query'], // Thanos: what is read over many Prometheis
  ['federation'], // what of others a Prometheus takes, or has read
  ['prometheus'],
  ['operator', 'fleet'], // what users of the operator have, read; many clusters
  ['companion', 'cli', 'testing'], // run as programs or from tests, on everything else; nothing needs them
];

/** Folders that are wide enough to have several doors. */
const INNER_DOORS: Readonly<Record<string, readonly string[]>> = {
  native: [
    'lib/native/prometheus/index.ts',
    'lib/native/alertmanager/index.ts',
    'lib/native/thanos/index.ts',
    'lib/native/grafana/index.ts',
  ],
};

const IMPORTS = importsOf('lib');

/** Imports from one folder of lib into another; the package's own index.ts, on top of all, is none. */
const BETWEEN_FOLDERS = IMPORTS.filter((each) => !isPackage(each)).filter(
  ({ from, to }) => from !== 'lib/index.ts' && folder(from) !== folder(to),
);

test('every folder has its layer', () => {
  const folders = new Set(IMPORTS.map(({ from }) => folder(from)).filter((name) => name !== 'index.ts'));
  expect([...folders].filter((name) => layer(name) === -1)).toEqual([]);
});

test('folders import from the layers below them', () => {
  const wrong = BETWEEN_FOLDERS.filter(({ from, to }) => layer(folder(from)) <= layer(folder(to)));
  expect(wrong.map(describeImport)).toEqual([]);
});

test('nothing reaches past the index.ts of a folder', () => {
  const wrong = BETWEEN_FOLDERS.filter(({ to }) => !doors(folder(to)).includes(to));
  expect(wrong.map(describeImport)).toEqual([]);
});

test('folders have no cycles', () => {
  expect(
    findCycle(BETWEEN_FOLDERS.map(({ from, to }) => [folder(from), folder(to)] as const)),
  ).toBeUndefined();
});

test('files have no cycles at run time', () => {
  const edges = IMPORTS.filter((each) => !isPackage(each) && !each.typeOnly).map(
    ({ from, to }) => [from, to] as const,
  );
  expect(findCycle(edges)).toBeUndefined();
});

test('the library does without the command line and the tests of rules, which alone touch files and processes', () => {
  const programs = ['cli', 'companion', 'testing'];
  const outside = IMPORTS.filter(({ from }) => !programs.includes(folder(from)));
  const needed = outside.filter(({ to }) => programs.includes(folder(to)) || to === 'commander');
  expect(needed.map(describeImport)).toEqual([]);
  // `OperatorResources.fromFiles` reads what the user names, and the companion is an asset of the package.
  const readers = [
    'lib/operator/files.ts',
    'lib/alertmanager/rollout/bundle.ts',
    // Lists of clusters are read, and a folder is made for each.
    'lib/fleet/read/text.ts',
    'lib/fleet/fleet-app.ts',
    // The command line asks apps, which are processes of their own, what they decided.
    'lib/synthesis/record-decisions.ts',
  ];
  const touching = outside.filter(
    ({ from, to }) => !readers.includes(from) && /^node:(fs|child_process|net|https?)\b/.test(to),
  );
  expect(touching.map(describeImport)).toEqual([]);
});

test('lib stays inside of lib', () => {
  const wrong = IMPORTS.filter((each) => !isPackage(each)).filter(({ to }) => !to.startsWith('lib/'));
  expect(wrong.map(describeImport)).toEqual([]);
});

test('lib needs nothing that its users do not have', () => {
  const loaded = IMPORTS.filter(({ from }) => folder(from) !== 'companion');
  expect(foreign(loaded, publishedPackages())).toEqual([]);
});

test('the companion, which is bundled with what it needs, needs what is installed here', () => {
  const bundled = IMPORTS.filter(({ from }) => folder(from) === 'companion');
  expect(foreign(bundled, [...publishedPackages(), ...developmentPackages()])).toEqual([]);
});

test('lib does without cdk8s-plus-27, which is optional', () => {
  expect(IMPORTS.filter(({ to }) => packageName(to) === 'cdk8s-plus-27')).toEqual([]);
});

test('examples import what their readers would: the package, as one, and what it is published with', () => {
  const imports = importsOf('examples');
  const wrong = imports
    .filter((each) => !isPackage(each))
    .filter(({ to }) => to !== 'lib/index.ts' && !to.startsWith('examples/'));
  expect(wrong.map(describeImport)).toEqual([]);
  expect(foreign(imports, publishedPackages())).toEqual([]);
});

test('a cycle is found wherever it begins', () => {
  const edges = ['ab', 'bc', 'bd', 'cd', 'dc'].map((edge) => [edge.charAt(0), edge.charAt(1)] as const);
  expect(findCycle(edges)).toBe('c -> d -> c');
  expect(findCycle(edges.slice(0, 4))).toBeUndefined();
});

/** The folder of lib that a file is in. */
function folder(path: string): string {
  return path.split('/')[1] ?? '';
}

function layer(name: string): number {
  return LAYERS.findIndex((names) => names.includes(name));
}

function doors(name: string): string[] {
  return [`lib/${name}/index.ts`, ...(INNER_DOORS[name] ?? [])];
}

/** Imports of packages that are neither of Node nor among those allowed. */
function foreign(imports: readonly Import[], allowed: readonly string[]): string[] {
  return imports
    .filter(isPackage)
    .filter(({ to }) => !to.startsWith('node:') && !allowed.includes(packageName(to)))
    .map(describeImport);
}

function describeImport({ from, to }: Import): string {
  return `${from} imports ${to}`;
}
