import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

/** Where browsers are called so; another one may be named by the variable. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
const VARIABLE = 'CDK8S_PROMETHEUS_CHROMIUM';

/** The Chromium of this machine; undefined where it has none. */
export function chromium(): string | undefined {
  const given = process.env[VARIABLE];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return (given === undefined ? places : [given]).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Why pages cannot be looked at, if they cannot: for `describeUnless`. */
export function withoutBrowser(): string | undefined {
  return chromium() === undefined ? `no ${NAMES[0]} in PATH or ${VARIABLE}` : undefined;
}

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly sessionId?: string;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** An event of a page, as the DevTools protocol tells it. */
export interface BrowserEvent {
  readonly method: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** A Chromium without a window, spoken to by the DevTools protocol over pipes: no port is opened. */
export class Browser {
  static async start(): Promise<Browser> {
    const path = chromium();
    if (path === undefined) {
      throw new Error(withoutBrowser());
    }
    const profile = mkdtempSync(join(tmpdir(), 'browser-'));
    const child = spawn(
      path,
      [
        '--headless=new',
        '--no-sandbox', // it shows our own pages only, and containers that run as root have no other way
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        '--no-first-run',
        '--hide-scrollbars',
        '--remote-debugging-pipe',
        `--user-data-dir=${profile}`,
      ],
      { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'], detached: true },
    );
    await once(child, 'spawn');
    return new Browser(child, profile);
  }

  private readonly waiting = new Map<number, (message: Message) => void>();
  private readonly pages = new Map<string, Page>();
  private last = 0;
  private rest = '';

  private constructor(
    private readonly child: ChildProcess,
    private readonly profile: string,
  ) {
    const output = child.stdio[4] as Readable;
    output.setEncoding('utf8');
    output.on('data', (text: string) => {
      this.read(text);
    });
    child.once('exit', () => {
      this.waiting.forEach((settle, id) => {
        settle({ id, error: { message: 'the browser has ended' } });
      });
    });
  }

  /** A page that is empty, as wide as it is said. */
  async open(): Promise<Page> {
    const { targetId } = (await this.send('Target.createTarget', { url: 'about:blank' })) as {
      readonly targetId: string;
    };
    const { sessionId } = (await this.send('Target.attachToTarget', { targetId, flatten: true })) as {
      readonly sessionId: string;
    };
    const page = new Page((method, params) => this.send(method, params, sessionId));
    this.pages.set(sessionId, page);
    for (const domain of ['Page', 'Network', 'Runtime', 'Log']) {
      await page.send(`${domain}.enable`);
    }
    return page;
  }

  async stop(): Promise<void> {
    const { pid, exitCode, signalCode } = this.child;
    if (pid !== undefined && exitCode === null && signalCode === null) {
      process.kill(-pid, 'SIGKILL'); // with all that it has started
      await once(this.child, 'exit');
    }
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }

  private async send(
    method: string,
    params: Readonly<Record<string, unknown>> = {},
    sessionId?: string,
  ): Promise<unknown> {
    const id = ++this.last;
    const answer = new Promise<Message>((resolve) => this.waiting.set(id, resolve));
    const input = this.child.stdio[3] as Writable;
    input.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
    const { result, error } = await answer;
    if (error !== undefined) {
      throw new Error(`${method}: ${error.message}`);
    }
    return result;
  }

  private read(text: string): void {
    const parts = (this.rest + text).split('\0');
    this.rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      const { id, method, params = {}, sessionId = '' } = message;
      if (id !== undefined) {
        this.waiting.get(id)?.(message);
        this.waiting.delete(id);
      } else if (method !== undefined) {
        this.pages.get(sessionId)?.events.push({ method, params });
      }
    }
  }
}

/** How a page is looked at. */
export interface Look {
  readonly scheme: 'light' | 'dark';

  /** Of the window, in pixels. */
  readonly width: number;
  readonly height: number;
}

/** A page of a {@link Browser}. */
export class Page {
  /** All that has happened since it was opened. */
  readonly events: BrowserEvent[] = [];

  constructor(
    readonly send: (method: string, params?: Readonly<Record<string, unknown>>) => Promise<unknown>,
  ) {}

  /** Shows a file, and returns when its scripts have run. */
  async show(url: string, { scheme, width, height }: Look): Promise<void> {
    await this.send('Emulation.setEmulatedMedia', {
      features: [{ name: 'prefers-color-scheme', value: scheme }],
    });
    await this.send('Emulation.setDeviceMetricsOverride', {
      width,
      height,
      deviceScaleFactor: 1,
      mobile: false,
    });
    await this.send('Page.navigate', { url });
    await this.ask(
      `new Promise((done) => document.readyState === 'complete' ? done() : addEventListener('load', () => done()))`,
    );
  }

  /** The value of an expression, or of what it promises. */
  async ask<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = (await this.send('Runtime.evaluate', {
      expression,
      awaitPromise: true,
      returnByValue: true,
    })) as {
      readonly result: { readonly value: T };
      readonly exceptionDetails?: { readonly exception?: { readonly description?: string } };
    };
    if (exceptionDetails !== undefined) {
      throw new Error(`${exceptionDetails.exception?.description ?? 'an error'} in ${expression}`);
    }
    return result.value;
  }

  /** Presses and releases a key, as a person does. */
  async press(key: 'Tab' | 'Enter' | 'Space'): Promise<void> {
    const { code, text } = KEYS[key];
    const params = { key: text === ' ' ? ' ' : key, code: key, windowsVirtualKeyCode: code };
    await this.send('Input.dispatchKeyEvent', {
      type: text === undefined ? 'rawKeyDown' : 'keyDown',
      ...params,
      ...(text !== undefined && { text }),
    });
    await this.send('Input.dispatchKeyEvent', { type: 'keyUp', ...params });
  }

  async type(text: string): Promise<void> {
    await this.send('Input.insertText', { text });
  }

  /** A picture of what is to be seen, as PNG. */
  async picture(): Promise<Buffer> {
    const { data } = (await this.send('Page.captureScreenshot', { format: 'png' })) as {
      readonly data: string;
    };
    return Buffer.from(data, 'base64');
  }
}

const KEYS = {
  Tab: { code: 9, text: undefined },
  Enter: { code: 13, text: '\r' },
  Space: { code: 32, text: ' ' },
} as const;
