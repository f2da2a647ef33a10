import { request as http } from 'node:http';
import { request as https } from 'node:https';
import { connect } from 'node:net';
import type { Container, HTTPGetAction, Probe } from 'kubernetes-types/core/v1';

/** Looks once, as the kubelet would: from the node, at the pod's address. */
export async function probeOnce(probe: Probe, container: Container, address: string): Promise<boolean> {
  const timeout = (probe.timeoutSeconds ?? 1) * 1000;
  if (probe.httpGet !== undefined) {
    return httpGet(probe.httpGet, portNumber(container, probe.httpGet.port), address, timeout);
  }
  if (probe.tcpSocket !== undefined) {
    return tcpConnect(portNumber(container, probe.tcpSocket.port), address, timeout);
  }
  throw new Error(`container "${container.name}": a probe of a kind that this test bed does not know`);
}

async function httpGet(get: HTTPGetAction, port: number, address: string, timeout: number): Promise<boolean> {
  const headers = Object.fromEntries((get.httpHeaders ?? []).map(({ name, value }) => [name, value]));
  const options = { host: get.host ?? address, port, path: get.path ?? '/', headers, agent: false };
  return new Promise((resolve) => {
    const signal = AbortSignal.timeout(timeout);
    const sent =
      get.scheme === 'HTTPS'
        ? https({ ...options, signal, rejectUnauthorized: false }) // as the kubelet: it does not look
        : http({ ...options, signal });
    sent.on('response', ({ statusCode = 0 }) => {
      resolve(statusCode >= 200 && statusCode < 400);
      sent.destroy();
    });
    sent.on('error', () => resolve(false));
    sent.end();
  });
}

async function tcpConnect(port: number, host: string, timeout: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout });
    const settle = (connected: boolean): void => {
      socket.destroy();
      resolve(connected);
    };
    socket.on('connect', () => settle(true));
    socket.on('error', () => settle(false));
    socket.on('timeout', () => settle(false));
  });
}

function portNumber(container: Container, port: number | string): number {
  if (typeof port === 'number') {
    return port;
  }
  const named = container.ports?.find(({ name }) => name === port);
  if (named === undefined) {
    throw new Error(`container "${container.name}" has no port "${port}"`);
  }
  return named.containerPort;
}
