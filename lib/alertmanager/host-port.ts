import type { Where } from '../problems';

const HOST_PORT = /^(\[[^\]]+\]|[^:[\]\s]+):(\d+)$/;

/** Reports a text that is not `host:port`. */
export function checkHostPort(where: Where, text: string | undefined): void {
  if (text === undefined) {
    return;
  }
  const port = Number(HOST_PORT.exec(text)?.[2] ?? NaN);
  if (!(port >= 1 && port <= 65_535)) {
    where.error({
      code: 'invalid-address',
      value: text,
      complaint: 'is not an address',
      remedy: 'Write host and port: "smtp.example.org:587", "[2001:db8::1]:9094".',
    });
  }
}
