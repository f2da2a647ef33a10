import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';
import * as library from '../../../lib';

const ROOT = resolve(__dirname, '..', '..', '..');

/** Runs a program as its user would, with `tsx`, and reads what it writes. */
export function runWithTsx(program: string): Map<string, string> {
  return inFolder((folder) => {
    writeFileSync(join(folder, 'main.ts'), program);
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(project(folder)));
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'main.ts'], {
      cwd: folder,
      env: { ...process.env, CDK8S_OUTDIR: join(folder, 'out') },
      encoding: 'utf8',
    });
    if (status !== 0) {
      throw new Error(stderr);
    }
    return filesIn(join(folder, 'out'));
  });
}

/** The same in this process, for many programs. */
export function runHere(program: string): Map<string, string> {
  const { outputText } = ts.transpileModule(program, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  return inFolder((folder) => {
    const before = process.env.CDK8S_OUTDIR;
    process.env.CDK8S_OUTDIR = folder;
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    try {
      const load = (name: string): unknown =>
        name === 'cdk8s-prometheus' ? library : jest.requireActual(name);
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- the program is what is tested
      const run = new Function('require', 'exports', outputText) as (load: unknown, exports: object) => void;
      run(load, {});
      return filesIn(folder);
    } finally {
      write.mockRestore();
      process.env.CDK8S_OUTDIR = before;
    }
  });
}

/** What the compiler says of a program. */
export function typeErrors(program: string): string[] {
  return inFolder((folder) => {
    const file = join(folder, 'main.ts');
    writeFileSync(file, program);
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    const { options } = ts.parseJsonConfigFileContent(project(folder), ts.sys, folder);
    const checked = ts.createProgram([file], options);
    const source = checked.getSourceFile(file);
    return checked
      .getSemanticDiagnostics(source)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
  });
}

function project(folder: string): object {
  const { compilerOptions } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) =>
    readFileSync(path, 'utf8'),
  ).config as { compilerOptions: object };
  return {
    compilerOptions: {
      ...compilerOptions,
      noEmit: true,
      rootDir: '/',
      baseUrl: folder,
      paths: { 'cdk8s-prometheus': [join(ROOT, 'lib', 'index.ts')] },
    },
    files: ['main.ts'],
  };
}

function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'program-'));
  mkdirSync(join(folder, 'out'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function filesIn(folder: string): Map<string, string> {
  return new Map(
    readdirSync(folder)
      .filter((name) => name.endsWith('.yaml'))
      .map((name) => [name, readFileSync(join(folder, name), 'utf8')]),
  );
}
