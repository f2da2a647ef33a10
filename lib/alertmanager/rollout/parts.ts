import { SLOT_CAPACITY } from '../../kubernetes';

/** Base64 makes four bytes of three. */
const PART_BYTES = Math.floor((SLOT_CAPACITY * 3) / 4 / 3) * 3;

/** The bundle in pieces of which each fits into a ConfigMap that every way to apply can handle. */
export function bundleParts(bundle: Buffer): Buffer[] {
  const count = Math.ceil(bundle.length / PART_BYTES);
  return Array.from({ length: count }, (_, index) =>
    bundle.subarray(index * PART_BYTES, (index + 1) * PART_BYTES),
  );
}

/** The key of a piece: they are put together in the order of their names. */
export function partKey(index: number): string {
  return `rollout.js.br.${index}`;
}

/** Where the pieces are in the pods. */
export const BUNDLE_DIRECTORY = '/companion';

/**
 * What `node` runs: it puts the pieces together and runs them from memory. No shell is needed, and no place to write to.
 * Files of a mount that begin with two dots are the kubelet's own.
 */
export const STARTER = [
  "const fs=require('fs'),zlib=require('zlib'),M=require('module')",
  `const dir='${BUNDLE_DIRECTORY}/'`,
  "const parts=fs.readdirSync(dir).filter((f)=>f.startsWith('rollout.')).sort()",
  'const code=zlib.brotliDecompressSync(Buffer.concat(parts.map((f)=>fs.readFileSync(dir+f))))',
  // As if the file had been named on the command line: the program reads its arguments by that.
  "process.execArgv=[],process.argv.splice(1,0,dir+'rollout.js')",
  'const m=new M(process.argv[1])',
  "m._compile(String(code).replace(/^#!.*/,''),process.argv[1])",
].join(';');
