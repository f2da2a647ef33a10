import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { unpackLzw } from '../../../lib/companion/mesh/lzw';
import { describeUnless } from '../../support/programs';
import { packLzw } from './lzw-writer';

const ANY_SIZE = Number.MAX_SAFE_INTEGER;

/** Reads lines of hexadecimal bytes, and writes each as Go packs it. */
const GO_PROGRAM = `package main

import (
	"bufio"
	"bytes"
	"compress/lzw"
	"encoding/hex"
	"fmt"
	"os"
)

func main() {
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		plain, _ := hex.DecodeString(lines.Text())
		var packed bytes.Buffer
		writer := lzw.NewWriter(&packed, lzw.LSB, 8)
		writer.Write(plain)
		writer.Close()
		fmt.Println(hex.EncodeToString(packed.Bytes()))
	}
}
`;

/** Nothing, what repeats itself, what does not, and enough of both to fill the table of codes and to clear it. */
const SAMPLES: readonly Uint8Array[] = [
  new Uint8Array(0),
  Uint8Array.of(7),
  Buffer.from('ababababababab'),
  new Uint8Array(100_000),
  Buffer.from(Array.from({ length: 20_000 }, (_, i) => `alertname="Checkout${i % 977}Down"`).join()),
  randomBytes(3_837), // one code before, at, and after the table is full
  randomBytes(3_838),
  randomBytes(3_839),
  randomBytes(3_840),
  randomBytes(200_000),
];

describeUnless(missingGo(), 'what Go packs', () => {
  const packed = packedByGo(SAMPLES);

  test.each(SAMPLES.map((sample, i) => [sample.length, i] as const))('%i bytes come back', (_, i) => {
    expect(Buffer.from(unpackLzw(packed[i]!, ANY_SIZE))).toEqual(Buffer.from(SAMPLES[i]!));
  });

  test('is what the packer of these tests makes, too', () => {
    expect(SAMPLES.map((sample) => Buffer.from(packLzw(sample)))).toEqual(packed);
  });
});

test('whatever is packed comes back', () => {
  const repetitive = fc
    .tuple(fc.uint8Array({ minLength: 1, maxLength: 30 }), fc.nat(3_000))
    .map(([unit, times]) => Buffer.concat(Array<Uint8Array>(times).fill(unit)));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array({ maxLength: 9_000 }), repetitive), (bytes) => {
      expect(Buffer.compare(unpackLzw(packLzw(bytes), ANY_SIZE), bytes)).toBe(0);
    }),
  );
});

test('a message that is larger than allowed is refused before anything is allocated for it', () => {
  const bomb = packLzw(new Uint8Array(40 * 1024 * 1024));
  expect(bomb.length).toBeLessThan(40_000);
  const before = process.memoryUsage().arrayBuffers;

  expect(() => unpackLzw(bomb, 1024 * 1024)).toThrow(expect.objectContaining({ failure: 'too-large' }));
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(1024 * 1024);
});

test.each([
  ['nothing at all', ''],
  ['no end mark', '00'],
  ['a code before it is defined', 'ffff'],
])('%s is malformed', (_, hex) => {
  expect(() => unpackLzw(Buffer.from(hex, 'hex'), ANY_SIZE)).toThrow(
    expect.objectContaining({ failure: 'malformed' }),
  );
});

function packedByGo(samples: readonly Uint8Array[]): Buffer[] {
  const folder = mkdtempSync(join(tmpdir(), 'lzw-'));
  try {
    const file = join(folder, 'main.go');
    writeFileSync(file, GO_PROGRAM);
    const input = samples.map((sample) => Buffer.from(sample).toString('hex')).join('\n');
    const env = { ...process.env, GOTOOLCHAIN: 'local', GO111MODULE: 'off' };
    const output = execFileSync('go', ['run', file], { input, env, encoding: 'utf8', maxBuffer: 64 << 20 });
    return output
      .trimEnd()
      .split('\n')
      .map((line) => Buffer.from(line, 'hex'));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function missingGo(): string | undefined {
  try {
    execFileSync('go', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'no Go';
  }
}
