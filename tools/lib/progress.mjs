/** Says what is going on: one live line on a terminal, one plain line per event elsewhere. */

const CLEAR_LINE = '\r\x1b[K';

/**
 * Does `work` and tells of it on `stream`.
 *
 * @template T
 * @param {string} what such as "promtool 3.16.0"
 * @param {(note: (text: string) => void) => Promise<T>} work may call `note` to say what it is at
 * @param {NodeJS.WriteStream} stream
 * @returns {Promise<T>}
 */
export async function withProgress(what, work, stream = process.stderr) {
  const started = Date.now();
  const elapsed = () => duration(Date.now() - started);
  const line = stream.isTTY ? liveLine(stream, what, elapsed) : plainLines(stream, what);
  line.start();
  try {
    const result = await work(line.note);
    line.end(`built ${what} in ${elapsed()}`);
    return result;
  } catch (error) {
    line.end(`failed ${what} after ${elapsed()}`);
    throw error;
  }
}

function liveLine(stream, what, elapsed) {
  let note = '';
  let timer;
  const draw = () => stream.write(`${CLEAR_LINE}building ${what} ${elapsed()}${note}`);
  return {
    start() {
      draw();
      timer = setInterval(draw, 1000);
    },
    note(text) {
      note = ` (${text})`;
      draw();
    },
    end(text) {
      clearInterval(timer);
      stream.write(`${CLEAR_LINE}${text}\n`);
    },
  };
}

function plainLines(stream, what) {
  return {
    start: () => stream.write(`building ${what}\n`),
    note: (text) => stream.write(`building ${what}: ${text}\n`),
    end: (text) => stream.write(`${text}\n`),
  };
}

/** Such as "7 s" or "3:05 min". */
function duration(milliseconds) {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60
    ? `${seconds} s`
    : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')} min`;
}
