import { freePort } from '../../support/free-port';

/** Free ports of this machine by what they stand for: the same name is the same port. */
export class Ports {
  private readonly given = new Map<string, number>();

  async of(name: string): Promise<number> {
    const port = this.given.get(name) ?? (await freePort());
    this.given.set(name, port);
    return port;
  }
}
