import { JsonFile, TextFile, javascript, typescript } from 'projen';

/**
 * The one place where the project is set up: package.json, tsconfig.json, jest and prettier are
 * written from here by `npx projen`. What a person edits by hand (eslint.config.mjs, README …) is
 * not managed.
 */
const project = new typescript.TypeScriptProject({
  name: 'cdk8s-prometheus',
  description:
    'Prometheus and Alertmanager on Kubernetes as typed cdk8s constructs: plain manifests, no operator, no CRDs',
  authorName: 'The cdk8s-prometheus authors',
  authorOrganization: true,
  license: 'Apache-2.0',
  copyrightOwner: 'The cdk8s-prometheus authors',
  keywords: ['cdk8s', 'prometheus', 'alertmanager', 'kubernetes', 'monitoring', 'gitops'],
  defaultReleaseBranch: 'main',
  packageManager: javascript.NodePackageManager.NPM,
  npmAccess: javascript.NpmAccess.PUBLIC,
  minNodeVersion: '20.19.0',
  projenVersion: '0.103.25',
  projenrcTs: true,
  srcdir: 'lib',
  libdir: 'dist',
  testdir: 'test',
  entrypoint: 'dist/index.js',
  entrypointTypes: 'dist/index.d.ts',
  bin: { 'cdk8s-prometheus': 'dist/cli/main.js', 'cdk8s-prometheus-rollout': 'dist/companion/rollout.js' },
  sampleCode: false,
  release: false,
  package: false,
  npmignoreEnabled: false,
  clobber: false,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsx() },
  github: false,
  depsUpgrade: false,
  jest: false,
  eslint: false,
  prettier: true,
  prettierOptions: {
    ignoreFileOptions: {
      ignorePatterns: [
        '/dist/',
        '/out/',
        '.projen/',
        '*.md',
        'package-lock.json',
        'jest.config.json',
        'lib/**/*.json',
        'tsconfig*.json',
      ],
    },
    settings: { singleQuote: true, printWidth: 110, trailingComma: javascript.TrailingComma.ALL },
  },
  typescriptVersion: '~5.9.3',

  // What users bring themselves: two copies of constructs in one tree do not work together.
  peerDeps: ['cdk8s@^2.70.106', 'constructs@^10.8.1'],
  peerDependencyOptions: { pinnedDevDependency: false },
  deps: [
    '@grafana/grafana-foundation-sdk@^0.0.21',
    'ajv@^8.20.0',
    'commander@^14.0.3',
    '@marcbachmann/cel-js@^8.0.0',
    'fastest-levenshtein@^1.0.16',
    'js-yaml@^5.5.0',
    'kubernetes-types@^1.30.0',
    're2js@^2.10.0',
    'xxhashjs@^0.2.2',
    'yaml@^2.9.1',
  ],
  devDeps: [
    '@bufbuild/protobuf@^2.17.0',
    '@eslint/js@^9.39.5',
    '@jest/reporters@^30.5.2',
    '@kubernetes/client-node@1.4.0',
    '@msgpack/msgpack@^3.1.3',
    '@lezer/highlight@^1.2.3',
    '@lezer/lr@^1.4.10',
    '@prometheus-io/lezer-promql@^0.315.0',
    '@swc/core@^1.16.22',
    '@swc/jest@^0.2.39',
    '@types/jest@^30.0.0',
    '@types/node@^20.19.0',
    '@types/ws@^8.18.2',
    '@types/xxhashjs@^0.2.4',
    'ajv-formats',
    'cdk8s@2.70.106',
    'cdk8s-cli@2.207.60',
    'cdk8s-plus-27@2.9.5',
    'constructs@10.8.1',
    'esbuild@^0.28.2',
    'eslint@^9.39.5',
    'fast-check@^4.10.2',
    'jest@^30.5.2',
    'prom-client@^15.1.3',
    'ts-json-schema-generator@^2.10.0',
    'tsx@^4.23.15',
    'typescript-eslint@^8.73.0',
    'ws@^8.18.0',
  ],
  tsconfig: {
    // The companion is bundled (below), so that what it needs is not installed by users of the constructs.
    exclude: ['node_modules', 'lib/companion'],
    compilerOptions: {
      target: 'ES2022',
      lib: ['es2022', 'es2024.string'],
      module: 'node20',
      moduleResolution: javascript.TypeScriptModuleResolution.NODE16,
      strict: true,
      exactOptionalPropertyTypes: true,
      noUncheckedIndexedAccess: true,
      isolatedModules: true,
      verbatimModuleSyntax: false,
      skipLibCheck: true,
    },
  },
  tsconfigDev: {
    compilerOptions: { noEmit: true },
    exclude: ['node_modules', 'dist', 'out'],
    include: ['lib/**/*.ts', 'test/**/*.ts', 'examples/**/*.ts', 'bench/**/*.ts', '.projenrc.ts'],
  },
  disableTsconfigDev: false,
  tsconfigDevFile: 'tsconfig.dev.json',
  gitignore: ['/out/', '/examples/*/dist/', '*.tsbuildinfo', '.DS_Store'],
});

// cdk8s-plus-27 stands beside us in most apps but we never import it: optional, so that nobody gets its
// 190 transitive packages because of us (docs/adr/0003-api-objects.md).
project.package.addPeerDeps('cdk8s-plus-27@^2.9.5');
project.package.addField('peerDependenciesMeta', { 'cdk8s-plus-27': { optional: true } });

// What is published is the library, without the sources and tools around it.
project.package.addField('files', [
  'dist/**/*.js',
  'dist/**/*.json',
  'dist/**/*.d.ts',
  'dist/companion/rollout.js.br', // what constructs put into ConfigMaps
  'CHANGELOG.md',
  'NOTICE',
]);
// Tests of rules are a door of their own: they start processes, which the library does not.
project.package.addField('exports', {
  '.': { types: './dist/index.d.ts', default: './dist/index.js' },
  './dashboards': { types: './dist/dashboards/index.d.ts', default: './dist/dashboards/index.js' },
  './testing': { types: './dist/testing/index.d.ts', default: './dist/testing/index.js' },
  './package.json': './package.json',
});
// For resolvers that do not know `exports`.
project.package.addField('typesVersions', {
  '*': { dashboards: ['dist/dashboards/index.d.ts'], testing: ['dist/testing/index.d.ts'] },
});
for (const task of ['watch', 'eject']) {
  project.removeTask(task);
}

project.postCompileTask.exec('node tools/bundle.mjs dist/companion/rollout.js');

// The lock file must work behind any registry, so it names none.
project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
project.npmrc.addConfig('fund', 'false');
project.npmrc.addConfig('audit', 'false');

new JsonFile(project, 'jest.config.json', {
  marker: false,
  obj: {
    testMatch: ['<rootDir>/test/**/*.test.ts'],
    testPathIgnorePatterns: [
      '/node_modules/',
      '<rootDir>/test/cluster/',
      '<rootDir>/test/e2e/',
      '<rootDir>/test/rollout/',
    ],
    transform: {
      '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } } }],
      // Has ECMAScript modules only, which Node can require and Jest cannot.
      '/@marcbachmann/cel-js/.+\\.js$': ['@swc/jest', { jsc: { target: 'es2022' } }],
    },
    transformIgnorePatterns: ['/node_modules/(?!@marcbachmann/)'],
    clearMocks: true,
    // Real programs on a loaded machine: a test that waits for a condition has a deadline of its own.
    testTimeout: 120_000,
    globalSetup: '<rootDir>/tools/run/companion.mjs',
    // Not in the folder for temporary files, which each run has for itself.
    cacheDirectory: '<rootDir>/node_modules/.cache/jest',
    reporters: ['<rootDir>/test/support/reporter.cjs'],
    moduleNameMapper: { '^fast-check$': '<rootDir>/test/support/fast-check.cjs' },
    // A test that fails may leave a program or a socket behind: that must not keep a run from its end.
    forceExit: true,
  },
});

new TextFile(project, 'cdk8s.yaml', {
  lines: ['language: typescript', 'app: npx tsx examples/platform/main.ts', 'output: out/platform', ''],
});

// The commands of the README install what they need first: they cannot rely on projen being there.
for (const command of ['demo', 'test', 'test:e2e', 'test:rollout', 'bench']) {
  project.setScript(command, `node tools/run.mjs ${command}`);
}
project.setScript('lint', 'eslint . && prettier --check .');
project.setScript('format', 'eslint --fix . ; prettier --write .');
project.setScript('typecheck', 'tsc --noEmit -p tsconfig.dev.json');

project.synth();
