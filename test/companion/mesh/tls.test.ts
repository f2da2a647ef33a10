import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pull, push, tcp, type MeshTls } from '../../../lib/companion/mesh';
import { eventually } from '../../cluster/wait';
import { makeCertificates, missingOpenssl } from '../../support/certificates';
import { describeUnless, missingPrograms } from '../../support/programs';
import { Alertmanagers, type Instance } from './alertmanagers';
import { fullState, silence } from './entries';

const PROGRAMS = ['alertmanager', 'alertmanager-oldest'];
const ADDRESSES = ['127.86.0.1', '127.86.0.2'] as const;

describeUnless(missingOpenssl() ?? missingPrograms(PROGRAMS), 'a mesh over TLS', () => {
  let alertmanagers: Alertmanagers;
  let instances: Instance[];
  let client: MeshTls;

  beforeAll(async () => {
    alertmanagers = await Alertmanagers.prepare();
    const { configFile, tls } = writeConfig(alertmanagers.dir);
    client = tls;
    instances = [];
    for (const [ordinal, address] of ADDRESSES.entries()) {
      const program = PROGRAMS[ordinal]!;
      const peers = ADDRESSES.slice(0, ordinal);
      const name = `secured-${ordinal}`;
      instances.push(
        await alertmanagers.start({ name, address, program, peers, label: 'l', tls: { configFile, client } }),
      );
    }
  });

  afterAll(async () => {
    await alertmanagers.stop();
  });

  test('is read and written as any other', async () => {
    const now = Date.now();
    const pushed = fullState({ sil: [silence({ id: 'secret', updated: now, expires: now + 3_600_000 })] });
    for (const { endpoint, api } of instances) {
      await eventually('both', async () => {
        const { nodes } = await pull(endpoint);
        return nodes.filter(({ state }) => state === 'alive').length === 2;
      });
      await push(endpoint, [pushed]);
      await eventually('the silence', async () => (await api.silences()).some(({ id }) => id === 'secret'));
    }
  });

  test('refuses whoever has no certificate, or expects another name', async () => {
    for (const { endpoint } of instances) {
      const { ca } = client;
      await expect(pull({ ...endpoint, tls: { ca } })).rejects.toMatchObject({ failure: 'tls' });
      await expect(pull({ ...endpoint, tls: { ...client, ca: undefined } })).rejects.toMatchObject({
        failure: 'tls',
      });
      const servername = 'somebody.else';
      await expect(pull({ ...endpoint, tls: { ...client, servername } })).rejects.toMatchObject({
        failure: 'tls',
        message: expect.stringContaining(servername) as string,
      });
    }
  });

  test('with a certificate that has ended is told by that', async () => {
    const dir = join(alertmanagers.dir, 'ended');
    mkdirSync(dir);
    const { configFile, tls } = writeConfig(dir, -1);
    const { endpoint } = await alertmanagers.start({
      name: 'ended',
      address: '127.86.0.3',
      label: 'l',
      tls: { configFile, client: tls },
    });

    await expect(pull(endpoint)).rejects.toMatchObject({
      failure: 'tls',
      message: 'certificate has expired',
    });
  });

  test('does not answer who speaks plainly', async () => {
    const [{ ports }] = instances as [Instance];
    const plain = { dial: tcp(ADDRESSES[0], ports.mesh), label: 'l' };
    // What is no handshake is waited on or closed, by how much of it arrives at once.
    await expect(pull(plain, { timeout: 500 })).rejects.toMatchObject({
      failure: expect.stringMatching(/^(?:silent|refused)$/) as string,
    });
  });
});

/** The file of the members' TLS, and what lets us in. */
function writeConfig(dir: string, days?: number): { configFile: string; tls: MeshTls } {
  const file = (name: string): string => join(dir, name);
  const names = ['DNS:mesh.example', ...ADDRESSES.map((address) => `IP:${address}`)];
  const made = makeCertificates(dir, names, days);
  const pair = { cert_file: file('tls.crt'), key_file: file('tls.key') };
  writeFileSync(
    file('mesh-tls.yml'),
    JSON.stringify({
      tls_server_config: {
        ...pair,
        client_ca_file: file('ca.crt'),
        client_auth_type: 'RequireAndVerifyClientCert',
      },
      tls_client_config: { ...pair, ca_file: file('ca.crt') },
    }),
  );
  return {
    configFile: file('mesh-tls.yml'),
    tls: { ca: made['ca.crt'], cert: made['tls.crt'], key: made['tls.key'], servername: 'mesh.example' },
  };
}
